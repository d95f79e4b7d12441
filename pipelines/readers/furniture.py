"""Lines that belong to a web page and not to its text: sharing, navigation, cookies, subscriptions, legal notices."""

import re
from typing import Final

LONGEST: Final = 160

_SHARE: Final = (
    r"facebook|twitter|x|whatsapp|telegram|reddit|linkedin|pinterest|instagram|youtube|tumblr|e-?mail|pocket|mastodon|"
    r"bluesky|tiktok|rss"
)
_LINKS: Final = (
    r"home|home ?page|about us|contacts? us|search|menu|main menu|shop|store|donate(?: now)?|help|faqs?|log ?in|"
    r"log ?out|sign ?in|sign ?up|sign ?out|"
    r"register|account|my account|create account|subscribe(?: now)?|print|pdf|share|save|edit|tweet|like|follow|"
    r"reply|prev|read more|"
    r"continue reading|show more|load more|see all|view all|view source|view history|main page|random page|"
    r"recent changes|special pages|"
    r"site ?map|site map|terms (?:of use|of service|and conditions|& conditions)|privacy (?:policy|notice|statement)|"
    r"cookie (?:policy|settings|notice)|"
    r"legal notice|imprint|impressum|datenschutz|accessibility|advertis(?:ing|ements?)|sponsored(?: content)?|skip|"
    r"accept(?: all)?|reject(?: all)?|"
    r"ok|got it|i agree|manage (?:cookies|preferences|consent)|newsletters?|tags?|categor(?:y|ies)|comments?|"
    r"no comments(?: yet)?|"
    r"table of contents|contents \[?hide\]?|\(top\)|toggle .{1,40} subsection|\[(?:hide|show|edit|edit source|expand|"
    r"collapse)\]|toggle(?: the)? (?:table of contents|navigation|menu|sidebar)|add to cart|"
    r"cart|checkout|mobile view|desktop view|download(?: pdf)?|mute|loading"
)
_DOUBTFUL: Final = (
    r"start|about(?: \w+)?|contacts?|navigation|news|archives?|blog|report|next|previous|back|forward|top|up|more|"
    r"history|talk|discussion|read|terms|privacy|"
    r"cookies?|legal|disclaimers?|ads?|careers|jobs|press|close|decline|yes|no|languages?|english|deutsch|français|"
    r"español|topics|toc|hide|show|"
    r"expand|collapse|listen|play|pause|video|photos?|gallery|contents|politics|world|opinion|sports?|culture|"
    r"business|science|technology|health|arts|"
    r"events|podcasts?|books|reviews|interviews|features|magazine|shop|media|resources|people|members|history|theory|"
    r"international|article|page|tools"
)
_PHRASES: Final = (
    r"(?:please )?(?:share|tweet|e-?mail|pin|forward)(?: (?:this|it|the))?(?: (?:page|post|article|story|entry|link|"
    r"video|essay|review))?"
    r"(?:(?: (?:with|to|on|via|by|using)\b|:).{0,60})?",
    rf"(?:(?:share|follow|find|like|join|connect with|visit)(?: us| me)? (?:on|at|in|via) )?(?:(?:{_SHARE})(?: |,|/|"
    rf"\||·|•|&|and)*)+",
    r"(?:follow|find|like|join|support|contact) us(?: on .{1,60})?",
    r"jump to:? ?(?:content|navigation|search|top|main content|[\w ,]{1,40})?",
    r"skip to(?: main| the)?(?: \w+){1,2}",
    r"(?:back to |go to |return to |scroll to )?(?:the )?(?:top|bottom)(?: of (?:the )?(?:page|article|document))?",
    r"(?:the )?(?:start|end) of (?:the )?(?:page|article|document|content)",
    r"(?:back|return|go) to (?:the )?(?:home ?page|main page|index|blog|archive|top|list|all (?:posts|articles)|"
    r"previous page)",
    r"(?:print|save|download|bookmark|cite|export|listen to|translate|report|edit|flag) (?:this|the) (?:page|article|"
    r"story|post|entry|section|essay|document)(?: .{1,30})?",
    r"(?:printer|print)[- ]friendly(?: version| page)?.{0,20}",
    r"(?:sign up|subscribe|register|join)(?: (?:now|today|here|free))?(?: (?:for|to|and) .{0,80})",
    r"(?:get|receive) (?:our|the|daily|weekly|free|more).{0,80}(?:newsletter|e-?mail|inbox|updates?|alerts?)\b.{0,30}",
    r"(?:enter |your )+e-?mail(?: address)?.{0,40}",
    r".{0,60}\b(?:uses?|accept|about|our) cookies\b.{0,120}",
    r"by (?:continuing|using|browsing|clicking)\b.{0,100}(?:agree|accept|consent)\b.{0,80}",
    r"(?:copyright )?(?:©|\(c\))(?! ?(?:getty|reuters|afp|ap)\b).{0,120}",
    r"copyright (?:notice|\d{4}|©|by|statement).{0,120}",
    r"all rights reserved\.?.{0,60}",
    r"(?:some rights reserved|licensed under|(?:this (?:work|article|page|text|content) is |text is |"
    r"content is )?(?:available|licensed|released|published) under (?:a |the )?(?:creative commons|cc|gnu)).{0,160}",
    r"(?:powered|hosted|designed|built|theme) by [\w .]{1,40}",
    r"(?:\d[\d,.]*k? ?|no |one |view |show |hide |all )?(?:comments?|views?|likes?|shares?|retweets?|replies|"
    r"reactions?|followers|reads|responses?)(?: \(?\d+\)?)?(?: (?:yet|so far))?",
    r"(?:\d+|one|two|three|four|five|ten) ?-?(?:min(?:ute)?s?|hours?)(?: to)? read(?:ing)?(?: time)?",
    r"(?:reading time|estimated reading time|time to read):? ?.{1,20}",
    r"(?:leave|post|add|write) (?:a|your) (?:comment|reply|review)\b.{0,60}",
    r"(?:your email address will not be published|required fields are marked)\b.{0,80}",
    r"(?:related|recommended|recent|popular|similar|latest|trending|featured|more|most (?:read|popular|viewed|"
    r"shared)|previous|next|other|further|older|newer)"
    r" (?:posts?|articles?|stories|news|content|topics|links|entries|pages?|videos?|from .{1,40}|on this .{1,30}|"
    r"like this)(?:: ?.{0,80})?",
    r"(?:you (?:may|might) also (?:like|enjoy|be interested in)|read (?:next|also|more)|see more|more from|up next|"
    r"don't miss|editors?'? picks?|in this (?:article|section|issue|story))(?:: ?.{0,100}| .{0,40})?:?",
    r"(?:tags?|tagged(?: with)?|filed under|posted in|categor(?:y|ies)|topics?|keywords?|labels?|hidden categories|"
    r"section)\s?: ?.{1,120}",
    r"(?:filed under|posted in|tagged(?: with| as)?) .{1,80}",
    r"(?:click|tap|press) (?:here|to|on|the)\b.{0,80}",
    r"(?:advertisement|sponsored|promoted|paid)(?: .{0,30})?",
    r"(?:support|donate|give|make a donation|become a (?:member|patron|supporter))(?: to)?(?: (?:us|our|today|now|"
    r"here|this)\b.{0,60})?",
    r"(?:navigation|main|site|side|user|personal|top|footer|header|mobile) ?(?:menu|navigation|bar|tools|links)",
    r"(?:page|seite) \d+(?: ?(?:of|/|von) ?\d+)?",
    r"\d+ ?(?:/|of) ?\d+",
    r"(?:retrieved|available|archived) (?:from|at) [\"“]?(?:https?://|www\.).{0,120}",
    r"(?:permalink|permanent link|short ?link|cite this(?: page)?|what links here|related changes|upload file|"
    r"page information|printable version|trackback)s?:?.{0,40}",
    r"(?:this (?:site|website|page)) (?:is|was|has|requires|works best)\b.{0,80}",
    r"(?:please )?(?:enable|turn on) (?:javascript|cookies)\b.{0,60}|.{0,40}javascript (?:is )?(?:disabled|required|"
    r"must be enabled).{0,60}",
    r"you (?:are|must be|need to be|need to) (?:here|logged in|log in|sign in)\b.{0,60}",
    r"(?:home|start)(?: ?(?:>|»|›|/|→|::) ?[^>»›/→]{1,60})+",
    r"(?:«|‹|←|<)? ?(?:previous|older|prev|next|newer)(?: (?:post|page|article|entry|story|chapter|section))? ?(?:»|"
    r"›|→|>)?",
    r"(?:image|photo|video|media|audio|picture) (?:gallery|player|carousel|slider|\d+ of \d+)",
    r"\[\w{0,12}\]",
    r"(?:like )?loading\b.{0,20}|like this:?|search for|related",
    r"posted (?:by|at) .{1,60}",
    r"\w{2,20} (?:said|says|wrote|commented)(?: ?\.\.\.|…|:)",
    r"(?:the|this) author also recommends:?|about the authors?:|(?:also|see|read) (?:on|in) this site:?",
)
_LINE = re.compile(r"(?:" + "|".join(_PHRASES) + r")[.:!]?", re.I)
_LINK = re.compile(rf"(?:{_LINKS})[.:!]?", re.I)
_MAYBE = re.compile(rf"(?:{_LINKS}|{_DOUBTFUL})[.:!]?", re.I)
_BAR = re.compile(r"\s*(?:\||·|•|»|\s/\s|\t|\s{3,}|,)\s*")
_NO_WORDS = re.compile(r"[\W\d_]+")


def is_furniture(line: str) -> bool:
    """Tell whether a line of a page is furniture: one known phrase from end to end, or a bar of such links."""
    words = " ".join(line.split()) if len(line) <= LONGEST else ""
    if not words:
        return False
    if _NO_WORDS.fullmatch(words) and len(words) <= 12:
        return not any(map(str.isdigit, words)) or len(words) <= 3
    if _LINE.fullmatch(words) or _LINK.fullmatch(words):
        return True
    links = [part for part in _BAR.split(line.strip()) if part]
    return len(links) > 1 and all(_MAYBE.fullmatch(part) or _LINE.fullmatch(part) for part in links)


def may_be_furniture(line: str) -> bool:
    """Tell whether a line is furniture where furniture stands beside it, though it could head a section elsewhere."""
    return len(line) <= 40 and bool(_MAYBE.fullmatch(line.strip()))
