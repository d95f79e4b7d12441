"""Common given names in the languages of most references; they tell `Ada Miller, Title` from `Miller, Ada`."""

GIVEN_NAMES = frozenset(
    """aaron abraham adam adolf adrian agnes alain alan albert alec alejandro aleksandr aleksandra alessandro alex
    alexander alexandra alexandre alexei alfred alice alison allan allen amanda amy ana anastasia anatole anders
    andre andré andrea andreas andreï andrei andrew andrey andrzej angela ann anna anne annie anthony antoine anton
    antonia antonio antony ariel arkady arnold arthur august barbara barry basil beatrice ben benjamin bernard
    bertrand betty bill bob boris brian bruce bruno burton carl carla carlo carlos carmen carol caroline catherine
    cecil charles charlotte christian christina christine christoph christopher claire clara claude colin constance
    cornelius craig dale dan daniel daniela david dean deborah denis dennis diana diane dick dieter dietrich dmitri
    dmitry dominic don donald dorothy doug douglas duncan edgar edith edmund eduard edward edwin eleanor elena eli
    elisabeth elizabeth ellen emil emily emma emmanuel enrico enzo eric erich erik erika ernest ernst erwin ethan
    eugene eva evelyn felix ferdinand fernando florence frances francesca francesco francis francisco franco frank
    franklin franz fred frederic frederick friedrich fritz gabriel gareth gary gavin geoff geoffrey george georges
    gerald gerard gerd gerhard giles giorgio giovanni giulio giuseppe godfrey gordon grace graham greg gregory
    grigory grzegorz guido gunther gustav guy hans harold harriet harry harvey heather heidi heinrich heinz helen
    helena hélène helmut henri henrietta henry henryk herbert herman hermann hilary hugh hugo ian igor ilya immanuel
    ingrid irene irina isaac isaak isabel isabella ivan jack jackie jacob jacques jakob james jan jane janet jason
    jay jean jeff jeffrey jennifer jeremy jerry jessica jill jim joachim joan joanna joe joel johan johann johannes
    john jon jonathan jordan jörg jorge josé josef joseph joshua joyce juan judith jules julia julian julie jürgen
    karen karin karl kate katherine kathleen kathryn keith ken kenneth kevin klaus konrad kurt larry laura lauren
    laurence lawrence leah lee len leo leon leonard leslie lev lewis lilian linda lisa liz lorenzo louis louise luc
    luca lucia lucien lucy ludwig luigi luis lydia lynn magnus manfred manuel marc marcel marco margaret maria
    marian marie marina mario marion mark markus marta martha martin mary matt matthew matthias maurice max maxim
    megan melissa michael michel michele michelle miguel mikhail milton miriam monica monika morris moses nadia
    nancy naomi natalia natalie natasha nathan neil nicholas nicola nicolas niels nigel nikita nikolai nikolay nina
    noam noel nora norman oleg olga oliver olivier olympia orlando oscar oskar otto owen pablo pamela paolo pascal
    patricia patrick paul paula pavel pedro penelope per peter petr philip philippe phillip pierre pietro piotr
    rachel ralph raphael raymond rebecca régis reinhard rené renata ricardo richard rita rob robert roberta roberto
    robin rodney roger roland rolf roman ron ronald rosa rosemary ross roy rudolf rupert russell ruth ryan sally sam
    samuel sandra sara sarah scott sean sebastian sergei sergey sergio seth seymour sharon sheila shirley sidney
    sigmund silvia simon simone sofia sonia sophie stanislav stanley stefan stella stephanie stephen steve steven
    stuart sue susan susanna suzanne svetlana sylvia tadeusz tatiana ted teresa terence terry theda theodor theodore
    theresa thierry thomas tim timothy tobias todd tom tony toni tracy trevor ulrich umberto ursula valentin valerie
    vera veronica victor victoria viktor vincent virginia vittorio vladimir vladislav volker walter warren wendy
    werner wilfred wilhelm will willem william winston wolfgang yuri yves zoe""".split()
)
