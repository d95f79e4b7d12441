"""What a page of a site is, in the terms of CSL, from what the site is called and how the page points to others."""

import re

# The first that fits; a name such as "Harbour News Blog" is a blog.
_KINDS = (
    ("entry-encyclopedia", r"pedia\b|wiki\b|encyclop|lexikon|enciclop|энциклопед|dictionary|glossary|britannica"),
    ("post-weblog", r"\bblog|weblog|substack|medium\.com|livejournal|tumblr|wordpress|blogspot"),
    ("post", r"\bforums?\b|message ?board|reddit|newsgroup"),
    ("article-journal", r"\b(?:journal|annals|proceedings|transactions|studies|quarterly)\b"),
    ("article-magazine", r"\b(?:magazine|review|weekly|monthly|spectator|economist|new yorker|atlantic|spiegel)\b"),
    (
        "article-newspaper",
        r"\b(?:news|times|post|herald|tribune|gazette|guardian|chronicle|telegraph|daily|courier|observer|mail|pravda|"
        r"izvestia|zeitung|le monde|bbc|cnn|reuters)\b|news\b",
    ),
)  # fmt: skip
_COMPILED = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS)
DEFAULT = "webpage"


def page_type(site: str | None, listed: bool = False) -> str:
    """Give the type of a page of `site`; of a site without a name, `listed` says that "See also" is a list of pages.

    Such a list is how encyclopedias on the web point to their entries.
    """
    for kind, pattern in _COMPILED:
        if site and pattern.search(site):
            return kind
    return "entry-encyclopedia" if listed and not site else DEFAULT
