"""Forms of references that are rare in the gold sets, and invented or common words to fill them with.

A form is a line; `{name}` is filled with a field of a labelled reference or with a word from the lists below.
"""

# Books, reports, back-references, and titles before their authors.
BOOKS = """
^ {lead} ({date}). {title}. {place}: {publisher}. {pp}. {isbn}.
{lead} ({date}). {title}. {publisher}. {isbn}.
^ a b {lead} ({date}). {title} ({edition}). {place}: {publisher}. {isbn}. {oclc}.
{lead} ({date}), {title}, {volume}, {place}: {publisher}, {isbn}
{lead} ({date}). {title}. {volume}. {publisher}.
{eds}, ed. ({date}). {title}. {place}: {publisher}. {pp}.
{eds}, eds. ({date}). {title}. {publisher}. {isbn}.
{eds} (eds.), {title} ({place}: {publisher}, {date}).
^ {straight}, {title} ({place}: {publisher}, {date}), {pp}.
^ {straight}, {title} ({publisher}, {date}), {pp}.
{straight}, {title} ({date}), {pp}.
{straight}, {title}, {publisher}, {date}
{straight}, {title}, {publisher} {date}, {pp}
{straight}: {title}. {publisher}, {place} {date}, {isbn}.
{straight}, {title}, {place} {date}.
{straight}, {title}, {place}, {publisher}, {date}, {bare_pages} p.
{straight} {title} {publisher} {date}
{mla}. {title}. {place}: {publisher}, {date}. {pp}.
{mla}. {title}. {publisher}, {date}. {isbn}.
{mla}. {title}. {publisher}.
{mla}. {title}. {publisher} ({date}). {isbn}
{mla}, {title}, {publisher}, {date}.
{mla}. {title}. [{old}] {place}: {publisher}, {date}.
{mla} ({date}) [{old}]. {title}. {place}: {publisher}.
{mla} ({date}) {title}. {place}: {publisher}.
{upper} – {title}. {place}, {publisher}, {date}.
{upper}. {title}. {place}: {publisher}, {date}.
{title} by {straight}
{title} by {straight} ({date})
{title}, by {straight} ({publisher}, {date})
{title} ({date}), by {straight}.
{title} ({date})
{title} ({place}, {date}) – {remark}
{title}, {straight}, {publisher}, {date}, {pp}. {isbn}
{title}. {straight}. {publisher}. {date}.
{title} / {straight}. {place}, {date}.
^ {title} ({publisher}, {date}), {pp}.
{straight}, {title}, trans. {translator} ({place}: {publisher}, {date}).
{lead} ({date}). {title}. Translated by {translator}. {publisher}. {pp}.
{straight}, {title}, traduit du russe par {translator}, {publisher}, {place}, {date}.
{straight}: {title}. Übersetzt von {translator}, {publisher}, {place} {date}
{straight}, {title}, ed. and trans. {translator} ({place}: {publisher}, {date}).
{lead} ({date}). {title}. {volume} of {container}. {publisher}.
^ {family}, {title}, {pp}.
{family}, {title}, {bare_pages}.
^ {family} {date}, {pp}.
^ {family}{date}, {pp}.
^ {family} {date}, {pp}, left column: "{sentence}"
{family} & {family2} {date}, {pp}.
{family}, {family2} & {family3} ({date}), {pp}.
{straight} {title} , {publisher} {date} Pages {bare_pages}
{straight},{title} {publisher}, {date} {isbn} page {page}
{mla}. {title} {place} {publisher} {date}
{mla} {title} {date}
{title} {straight}
{mla}. {title}, {pp}, {publisher}, {place}, {date}. {isbn}.
{straight}, {title}, {place}, {publisher}, coll. «{series}», {date}, {pp}.
{straight}, {title}, {volume}, {place}, {publisher}, [{old}], {date}, {pp}
{number}. {straight}, {title}, {publisher}, {date}.
See also {straight}, {title} ({place}, {date}), {pp}.
{title}, Working Paper, {publisher}, {date}
{mla}. {title}. Trans. {translator}. {place}: {publisher}, {date}.
{mla}. {title}. {volume}. {place}: {publisher}, {date}.
^ {lead}. {title} ({edition}). {pp}. {isbn}.
{lead} ({date}). {title} ({edition}). {place}: {publisher}.
{body} ({day} {month} {date}). "{title}".
{body} ({date}). {title}. {place}: {publisher}.
{body}, {title} ({place}, {date}), {pp}.
^ {family}, {pp}, n. {number}
{upper} (orgs.) – {title}. {edition} {place}, {publisher}, {date}.
{eds} (Hg.): {title}. {publisher}, {place} {date}.
{eds} (a cura di), {title}, {place} {date}.
{title}, a cura di {eds_straight}, {place}, {publisher}, {date}.
{straight}, {title} {place} {publisher} {date}
{title} ({date}) – {remark}
{title} – {straight} ({date})
{title}. {publisher}, {date}.
{title}. {place}: {publisher}. {date}. {isbn}.
{straight}. {title}. {publisher}.
{mla}, {title}, {place}: {publisher}, {date}, chap. {number}, {pp}.
{upper}, {title}, {place}, {publisher}, {date}, {pp}
{straight}, {title}, {month} {day}, {date}, and in particular chapter {number}
{lead} ({date}). {title} [{translated}] (in German). {place}: {publisher}. {isbn}.
{title} [{translated}]. {publisher}, {date}.
^ {family}, {pp}.
{family} ({date}), {pp}
^ {family}, op. cit., {pp}.
{straight}, ibid., {pp}.
{lead}, {date}, {title}, {place}, {publisher}, {total} p.
{straight}, {title}. {place}: {publisher} / {publisher2}, {date}.
{lead} ({date}). {title}. {publisher}, {publisher2}.
{lead}. "{title}." – {place}: {publisher}, {date}.
{lead} {title}. – {place}: {publisher}, {date}. – {total} с.
{body} ({date}). {title}.
{straight}, {title}, übersetzt von {translator}, {place}, {publisher}, {date}, S. {bare_pages}.
{mla}. {title}. {date}.
""".strip().splitlines()

# Articles, chapters, entries of encyclopedias, pages of sites.
PARTS = """
^ {lead} ({date}). "{title}". {container}. {volume} ({issue}): {bare_pages}. {doi}.
{lead} ({month} {date}). "{title}". {container}. {volume}: {bare_pages}. Retrieved {day} {month} 2014.
^ {lead} ({day} {month} {date}). "{title}". {container}. Archived from the original on {month} {day}, 2012.
^ "{title}". {container}. {day} {month} {date}. Retrieved {month} {day}, 2019.
^ "{title}". {container}. Retrieved {day} {month} 2015.
^ "{title}", {container}, {month} {day}, {date}
^ {straight}, "{title}," {container}, {month} {day}, {date}, {pp}.
{straight}, “{title},” {container} {volume}, no. {issue} ({date}): {bare_pages}.
{straight}, "{title}", {container}, {volume}, {issue}, {pp}.
{straight}, "{title}," in {container} ({place}: {publisher}, {date}), {pp}.
{straight}, "{title}," in {container}, ed. {eds_straight} ({place}: {publisher}, {date}).
{lead} ({date}). "{title}". In {eds} (ed.). {container}. {place}: {publisher}. {pp}. {isbn}.
{lead} ({date}), "{title}", in {eds} (eds.), {container}, {volume}, {place}: {publisher}, {pp}, {isbn}
{lead}. “{title}.” In {container}, edited by {eds_straight}, {bare_pages}. {place}: {publisher}, {date}.
{mla}. "{title}." {container} {volume}.{issue} ({date}): {bare_pages}.
{mla}. “{title}.” {container} {date}, no. {issue}.
{mla}. “{title}.” {container} ({day} {month}. {date}).
{upper} – «{title}», in: {eds_straight} (dir.), {container}. {place}, {publisher}, {date}, {pp}.
{upper}. {title}. {container}, v. {volume_number}, n. {issue}, p. {bare_pages}, {date}.
{straight}: {title}. In: {container} {volume_number} ({date}), S. {bare_pages}.
{straight}, « {title} », {container}, n° {issue}, {month} {date}, {pp}.
{straight}, « {title} », in {eds_straight} (dir.), {container}, {place}, {publisher}, {date}, {pp}.
{title}, {container}, {pp}, {day} {month} {date}.
{lead} ({day} {month} {date}) {title}, {container}
{site}: {title} by {straight}
"{title}" {container}
{title}, {straight}, {container}, {date}, no. {issue}, {pp}
{title} at {container}
{title} on {container}, {date} {remark}
"{title}". {encyclopedia}. {volume} ({edition}). {date}. {pp}.
{lead} ({date}). "{title}". {encyclopedia}. {volume}. {place}: {publisher}. {pp}.
{eds}, ed. ({date}). "{title}". {encyclopedia}. {volume} ({edition}). {publisher}. {pp}.
"{title}", {encyclopedia}, {volume}, {place}: {publisher}, {date}, {pp}
{straight}, “{title}”, {encyclopedia}, ({eds_straight}, ed.), {publisher}, {date} {isbn}
{title}. {encyclopedia}. {url}
{mla}. “{title}.” In: {container}. {eds_straight}, ed. {place}: {publisher}, {date}.
{lead} {title}. In {container}, {eds_straight}, eds., {volume}. {publisher}, {date}, {pp}.
{lead} ({date}). {title}. In {eds_straight} (Eds.), {container} ({pp}). {place}: {publisher}.
{straight}, {title}, in {container}, {place}, {publisher}, {date}, {pp}
{title}, in: {container} {volume_number}, {place} {date}, {bare_pages}.
see {straight}, “{title},” {container} {volume_number} ({date}), {bare_pages}
{straight}, "{title}", {container}, {publisher}, {day} {month} {date}
{publisher} ({day} {month} {date}). "{title}". {url}.
""".strip().splitlines()

# Films and series.
FILMS = """
{title} ({date}). Directed by {straight}.
{title} ({date}). Directed by {straight} for {publisher}.
{title}. Dir. {straight}. {publisher}, {date}.
{title}. Directed by {straight}. {place}: {publisher}, {date}. DVD.
{title} ({date}) — France · réal. {straight}
{title} ({date}) — Royaume-Uni
{title}, a documentary film by {straight} ({date})
{title}, a film by {straight}, {date}.
{lead} ({date}), {title} (documentary)
{lead} (Director). ({date}). {title} [Film]. {publisher}.
{title}, regia di {straight}, {date}
{title} (R.: {straight}, {date})
{title} ({date} film), directed by {straight}
{title} ({date}), TV series, {publisher}
"{title}, a documentary film by {straight}". {date}.
{title} ({date}) — Italie · réal. {straight} · 1 h 52
{title} ({date}) - dir. {straight}
{title} ({straight}, {date})
{title} ({date})
""".strip().splitlines()

# Cases and laws, scripture before a reference.
CASES = """
^ {case}, {volume_number} {reporter} {page} ({date})
{case}, {volume_number} {reporter} {page}, {page2} ({date}).
^ {case} [{date}] {reporter} {page}
{case} [{date}] {volume_number} {reporter} {page}.
^ {case} [{date}] {court} {number}, ({date2}) {volume_number} {reporter} {page} ({day2} {month2} {date2}).
^ {docket} [{date}] {reporter} {page}, [{date2}] {number} {court} {page2}.
{docket} {case} [{date}] {reporter} {page}
^ "{case}". {tribunal}. {day} {month} {date}.
^ {verse}, {lead} ({date}). {title}. {place}: {publisher}. {pp}.
{decree} published in {container}, nr. {issue} of {day} {month} {date}
""".strip().splitlines()

CONTAINERS = (
    "The Guardian|The New York Times|Slavic Review|The Economist|Le Monde|IMDb|BBC News|Pravda|Rotten Tomatoes|"
    "Journal of Modern History|Der Spiegel|History Today|Time|Open Culture Forum|The Nation|Al Jazeera|"
    "Soviet Studies|Past & Present"
).split("|")
ENCYCLOPEDIAS = (
    "Encyclopædia Britannica|Encyclopaedia Britannica|The Catholic Encyclopedia|Great Soviet Encyclopedia|"
    "Dictionary of National Biography|New International Encyclopedia|Encyclopedia of World History|"
    "Allgemeine Deutsche Biographie|The Oxford Companion to History|Encyclopedia Americana"
).split("|")
MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Aug|Sept|Oct|Dec"
).split("|")
EDITIONS = (
    "2nd ed.|3rd ed.|1st ed.|11th ed.|4th edn|Revised ed.|Second edition|12 ed.|4.ª ed.|2. Aufl.|3e éd.|5th ed.|"
    "2nd edn.|rev. ed.|Third revised edition"
).split("|")
PLACES = (
    "London|New York|Oxford|Paris|Moscow|Berlin|Cambridge|Chicago|Princeton, NJ|New York, NY|Boston, Mass.|"
    "Cambridge, MA|St. Petersburg|Milano|Wien"
).split("|")
PUBLISHERS = (
    "Routledge|Verso|Knopf|Penguin Books|Basic Books|Oxford University Press|Yale University Press|Macmillan|"
    "Random House|BBC|Pathfinder|Progress Publishers|Praeger|HarperCollins|Simon & Schuster|"
    "Little, Brown and Company|Methuen|Harper & Row|Bloomsbury|Houghton Mifflin|Westview Press|Gallimard|Suhrkamp|"
    "W. W. Norton & Company|Palgrave Macmillan|John Merk & Sons|Anna Holt, Inc.|Weiss Verlag|Éditions du Nord|"
    "North Bank House|Okafor Bros.|Paul Hald, Ltd.|Lantern Press of Eastfold University|Editorial Sur|"
    "The Harbour Publishing Company"
).split("|")
SITES = ("example.com|history-notes.org|cinemadesk.net|archive-of-days.info").split("|")
REMARKS = ("with new maps|a first introduction|reprinted twice|with a preface|a short overview").split("|")
REPORTERS = ("U.S.|F.2d|F.3d|S. Ct.|CLR|ECR|WLR|AC|QB|All ER|CMLR|BVerfGE|KB|SCR").split("|")
COURTS = ("HCA|UKHL|EWCA Civ|UKSC|SCC|CMLR|IESC").split("|")
TRIBUNALS = (
    "International Court of Justice|Supreme Court of the United States|European Court of Human Rights|"
    "Permanent Court of Arbitration|High Court of Justice"
).split("|")
SIDES = ("United States|The Queen|Commonwealth|Board of Education|Secretary of State|Commission|R").split("|")
BOOKS_OF_SCRIPTURE = ("John|Romans|Matthew|Psalm|Genesis|Acts|1 Corinthians|Isaiah|Luke").split("|")
BODIES = (
    "Late Harbour Master|A Former Envoy|An Old Resident|Retired Naval Officer|"
    "Red Cross International|Ministry of Agriculture|Human Rights Council|United Nations|World Bank|"
    "European Commission|Commission on Truth and Justice|National Archives|Institute for Peace Studies"
).split("|")
SENTENCES = (
    "He held the office from May 1701 until his death in 1712|They left the town before the winter came|"
    "It was said that nobody had seen the letter before 1850|On the next day the council met again"
).split("|")
FAMILIES = ("Hald|Weiss|Merk|van Dorn|Okafor|Lindqvist|Moreau|Sato|Petrenko|O'Dea").split("|")
# What a filled name is labelled as, where it is no label itself.
_NAMES_OF = {
    "author": "lead mla straight upper family body family2 family3",
    "editor": "eds eds_straight",
    "date": "month day",
    "pages": "bare_pages pp page",
    "container": "encyclopedia site reporter tribunal",
    "publisher": "publisher2",
    "O": "old isbn oclc doi url date2 day2 month2",
    "note": "remark total court page2 number verse series translated sentence",
    "volume": "volume_number",
    "title": "case decree docket",
}
LABELS = {name: label for label, names in _NAMES_OF.items() for name in names.split()}
