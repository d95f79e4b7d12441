"""Which words mean the same, which less, which the opposite, and the forms of irregular ones.

Own lists of plain English; they hold no name. A line of `SENSES` is one sense, told by its first word; words are
reduced by `lemmas.stem`, so one form of each is enough.
"""

SENSES = """
kill slay killer
murder assassinate murderer assassin
execute hang behead guillotine
establish founded founder founding set-up
create make creator maker
build construct erect builder
destroy demolish wreck
begin start commence
end finish conclude terminate
expel banish exile deport
fund finance bankroll sponsor financier funding
lead headed leader
command commander
co-lead co-leader
love adore
hate loathe detest despise hatred
support back favour favor supporter
oppose resist opponent
defeat beat vanquish
win triumph victory victor
attack assault
invade overrun
capture seize
arrest detain
imprison jail incarcerate
free liberate release
flee escape
leave depart
arrive reach
write penned author writer
publish print
say state declare announce
buy purchase acquire
sell vend
marry wed
die perish death
bear born birth
help aid assist
hide conceal
show depict portray
steal rob thief
lie deceive liar
betray traitor betrayer
rule govern ruler
reign reign
elect vote
appoint name
resign quit
invent devise inventor
discover discoverer
abolish scrap
ban forbid prohibit outlaw
employ hire
dismiss sack fire
wound injure
starve starvation famine
revolt rebel uprising revolt rebellion insurrection
army troop soldier
doctor physician
movie film picture
lawyer attorney
axe ax hatchet
gun pistol revolver
ship vessel
car automobile
child kid
wife spouse husband
fake forgery fraud forge
coward cowardly cowardice
brave courageous bravery courage
big large
rich wealthy
famous renowned
"""

BROADER = {
    "murder": "kill",
    "execute": "kill",
    "co-lead": "lead",
    "starve": "die",
    "shoot": "wound",
    "conquer": "capture",
    "drown": "die",
    "become": "be",
}
"""A narrower sense and the one that it implies: who murders kills."""

OPPOSITES = """
support oppose
love hate
win lose
begin end
brave coward
alive dead
guilty innocent
friend enemy
ally enemy
rich poor
honest dishonest
accept reject
accept refuse
confirm deny
true false
succeed fail
increase decrease
rise fall
increase fall
build destroy
attack defend
free imprison
legal illegal
loyal disloyal
loyal betray
older younger
elder younger
first last
before after
victim perpetrator
hero villain
hero traitor
patriot traitor
genuine fake
authentic fake
voluntary forced
approve reject
admit deny
join leave
allow ban
gain lose
survive die
present absent
"""
"""Pairs of senses of which one denies the other, said of the same thing."""

ONCE_ONLY = frozenset(
    "bear die kill murder execute establish create build destroy invent discover abolish sink bury cremate crown "
    "abdicate publish premiere complete dissolve disband adopt ratify erupt explode crash collapse begin end open "
    "drown launch invade conquer annex surrender flood burn fall hang baptise baptize inaugurate unveil".split()
)
"""What happens to one thing once: two dates, places or means of it cannot both be right."""

IRREGULAR = """
be was were been is are am
bear bore borne born
beat beaten
become became
begin began begun
bend bent
bind bound
bite bit bitten
bleed bled
blow blew blown
break broke broken
breed bred
bring brought
build built
burn burnt
buy bought
catch caught
choose chose chosen
come came
creep crept
cut
deal dealt
dig dug
draw drew drawn
drink drank drunk
drive drove driven
eat ate eaten
fall fell fallen
feed fed
feel felt
fight fought
find found
flee fled
fly flew flown
forbid forbade forbidden
forget forgot forgotten
forgive forgave forgiven
freeze froze frozen
get got gotten
give gave given
go went gone
grow grew grown
hang hung hanged
hear heard
hide hid hidden
hit
hold held
hurt
keep kept
know knew known
lay laid
lead led
leave left
lend lent
let
lie lied lain
lose lost
make made
mean meant
meet met
overthrow overthrew overthrown
pay paid
put
read
ride rode ridden
rise rose risen
run ran
say said
see saw seen
seek sought
sell sold
send sent
set
shake shook shaken
shoot shot
show showed shown
shut
sing sang sung
sink sank sunk
sit sat
slay slew slain
sleep slept
speak spoke spoken
spend spent
spread
stand stood
steal stole stolen
strike struck stricken
swear swore sworn
sweep swept
swim swam swum
take took taken
teach taught
tear tore torn
tell told
think thought
throw threw thrown
understand understood
undergo underwent undergone
wake woke woken
wear wore worn
weep wept
win won
withdraw withdrew withdrawn
write wrote written
man men
woman women
child children
foot feet
person people
wife wives
life lives
half halves
thief thieves
"""
"""A base form and the forms that no rule gives."""
