//! The words that rules look at: around a name, and inside it. Data, no rules.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// A set of words in small letters.
pub(super) type Words = LazyLock<HashSet<&'static str>>;

pub(super) fn words(list: &'static str) -> HashSet<&'static str> {
    list.split_whitespace().collect()
}

pub(super) fn names(list: &'static str) -> HashSet<&'static str> {
    list.split(',').map(str::trim).collect()
}

/// Prepositions that put something somewhere.
pub(super) static INSIDE: Words =
    LazyLock::new(|| words("in inside within near at outside across throughout around into via through"));

/// Prepositions whose object is somebody.
pub(super) static PARTNER: Words =
    LazyLock::new(|| words("with against by between among versus vs upon behind under without"));

/// Before "in": these are about somebody, not somewhere.
pub(super) static TRUST: Words =
    LazyLock::new(|| words("confidence trust faith belief believe believes interested disappointed"));

/// Going and coming.
pub(super) static MOTION: Words = LazyLock::new(|| {
    words(
        "went go goes going gone travel travels traveled travelled traveling travelling trip trips flew \
         fly flies flying flown flight flights came come coming visit visits return returns returned \
         returning fled flee fleeing move moved moving deport deported deporting deportation deportations \
         drive drove driving headed heading heads journey journeyed tour arrive arrived arrives arriving \
         arrival depart departed departing withdraw withdrew withdrawal withdrawing withdrawn evacuate \
         evacuated evacuation smuggled smuggling migrate migrated emigrated immigrated transferred \
         extradited expelled sailed bound rushed dispatched deployed route road sent way",
    )
});

/// Before "from": people and things that come from a place.
pub(super) static ORIGIN: Words = LazyLock::new(|| {
    words(
        "refugees migrants immigrants asylum reporting live back exile exiled troops people students \
         citizens nationals kilometers kilometres miles km hails originally born away far imported \
         refugee migrant immigrant reports reported",
    )
});

/// Verbs whose object is a place one goes to.
pub(super) static VISITING: Words = LazyLock::new(|| {
    words(
        "visit visits visited visiting left leave leaves leaving enter enters entered entering reach \
         reached reaching flee fled fleeing tour toured touring toward towards roam cross crossed \
         crossing",
    )
});

/// Words between a preposition and a name that change nothing: "in war-torn northern Syria".
pub(super) static DIRECTIONS: Words = LazyLock::new(|| {
    words(
        "the northern southern eastern western central north south east west northeast northwest \
         southeast southwest northeastern northwestern southeastern southwestern downtown occupied \
         neighbouring neighboring nearby war-torn rural mainland greater upper lower all much most both",
    )
});

/// Those of them that make a place without a preposition: "control northern Syria".
pub(super) static PARTS_OF_THE_MAP: Words = LazyLock::new(|| {
    words(
        "northern southern eastern western central north south east west northeast northwest southeast \
         southwest northeastern northwestern southeastern southwestern downtown rural mainland",
    )
});

/// Before "of": parts of a place.
pub(super) static PART_OF: Words = LazyLock::new(|| {
    words(
        "part parts north south east west outside city capital town village border borders streets coast \
         region regions province provinces island centre center outskirts suburb suburbs northeast \
         northwest southeast southwest area areas district port airport swathes swaths out state tens \
         miles kilometers kilometres km map territory",
    )
});

/// Before "of": what one has of somebody, so that even a capital is its government.
pub(super) static OPINION_OF: Words = LazyLock::new(|| {
    words(
        "critic critics criticism critical support supportive supporter supporters ally allies \
         condemnation enemy enemies behest behalf defiance accusation accusations suspicious wary ahead \
         intentions ambitions",
    )
});

/// Before "on": what one does to somebody.
pub(super) static PRESSURE_ON: Words = LazyLock::new(|| {
    words(
        "sanctions pressure tariffs blame blamed dependence dependent reliance rely relies criticism \
         costs restrictions focus call called calls",
    )
});

/// Before "to" or "from" a city: what is sent to somebody.
pub(super) static SENT: Words = LazyLock::new(|| {
    words(
        "message messages warning warnings signal signals aid threat threats challenge loyal loyalty \
         support respond responded response responses appealed appeal according concessions pressure \
         statement reaction demand demands criticism orders backing approval answer condemnation thanks \
         loss thanked closer close subservient obedient directives instructions guarantees assurances \
         independence sympathetic opposed opposition request requests scrutiny known deferring \
         interference",
    )
});

/// Before "for" a city: what is good or bad for somebody.
pub(super) static GOOD_OR_BAD_FOR: Words = LazyLock::new(|| {
    words(
        "blow setback support victory win problem problems headache embarrassment good bad defeat coup \
         challenge",
    )
});

/// Before a name: it is what the name is.
pub(super) static PLACE_NOUNS: Words =
    LazyLock::new(|| words("capital city town village province region district port island"));

/// After "Moscow's": what a government has.
pub(super) static GOVERNMENT_NOUNS: Words = LazyLock::new(|| {
    words(
        "decision decisions response claim claims demand demands foreign policy policies ambassador \
         forces troops invasion war interests envoy government stance role action actions military army \
         support sanctions ally allies position aggression influence intentions ambitions offer proposal \
         plan plans reaction refusal rejection willingness relations relationship ties nuclear leaders \
         leadership diplomats diplomacy strategy approach attack attacks campaign propaganda security \
         concerns threat threats warning move moves efforts attempt attempts commitment goal goals \
         behaviour behavior hand defence defense energy trade economic political strategic ruling alleged \
         latest own view side backing help failure assault bombardment offensive representative \
         negotiators grip scrutiny ban crackdown control rule interference bid resolve request push \
         objections",
    )
});

/// After a hyphen: "Moscow-backed" is done by somebody.
pub(super) static DONE_BY: Words = LazyLock::new(|| {
    words(
        "backed led aligned appointed controlled friendly installed funded supported imposed brokered \
         sponsored allied sanctioned mediated dominated run proxy trained occupied",
    )
});

/// Verbs of saying and doing in their base form, whose subject is somebody.
pub(super) static ACTS: Words = LazyLock::new(|| {
    words(
        "say tell warn accuse announce deny reject insist claim vow impose launch back support call urge \
         want hope believe fear condemn demand agree refuse threaten respond retaliate expel send sign \
         withdraw seek view see pledge offer blame criticise criticize praise welcome propose promise \
         declare describe argue maintain confirm acknowledge admit suggest ask invite summon recall order \
         ban block invade attack bomb strike fire deploy annex occupy fund finance supply arm negotiate \
         object oppose approve adopt pass veto vote decide plan intend try attempt help aim need \
         recognise recognize consider regard treat use make take give begin start stop end suspend cut \
         cancel lift extend increase raise reduce know think understand expect fail play push press move \
         act continue keep allow let report release issue comment react dismiss defend protect face join \
         leave lose win fight sue enact ratify resume hold prefer establish pursue sponsor slam dispute \
         endorse",
    )
});

/// Their irregular past forms.
pub(super) static ACTED: Words = LazyLock::new(|| {
    words(
        "said told sent sought withdrew saw struck made took gave began begun knew thought understood \
         lost won fought left kept held",
    )
});

/// Auxiliaries and adverbs that may stand before the verb.
pub(super) static AUXILIARIES: Words = LazyLock::new(|| {
    words(
        "is was are were has have had will would could may might should must can cannot does did do not \
         also never now still then already itself been again who which once later just soon both to n't \
         doesn't didn't won't hasn't",
    )
});

/// After "is": what somebody is.
pub(super) static MINDS: Words = LazyLock::new(|| {
    words(
        "ready willing prepared committed concerned determined keen unwilling responsible wary eager \
         reluctant guilty involved opposed right wrong afraid certain confident trying",
    )
});

/// After a chamber: whose members or leaders it has, or where something is.
pub(super) static MEMBERS: Words = LazyLock::new(|| {
    words(
        "republican republicans democrat democrats democratic gop conservative conservatives liberal liberals progressives \
         moderates members floor majority minority leader leaders leadership speaker hard-liners freshmen",
    )
});

/// After a seat of government: who only works there, and what only is there.
pub(super) static WORKING_AT: Words =
    LazyLock::new(|| words("correspondent correspondents reporter reporters lawn grounds driveway"));

/// After a people's name: an illness that is called so.
pub(super) static ILLNESSES: Words = LazyLock::new(|| words("flu measles encephalitis fever"));

/// After "white" or "black": what somebody thinks of race, not whom he belongs to.
pub(super) static RACIAL_IDEAS: Words = LazyLock::new(|| {
    words(
        "nationalist nationalists nationalism supremacist supremacists supremacy separatist separatists power",
    )
});

/// After a surname: several of that name.
pub(super) static KIN: Words =
    LazyLock::new(|| words("brothers sisters siblings twins family couple dynasty"));

/// After a state of the Union: what a state has and a city has not.
pub(super) static STATE_OFFICES: Words = LazyLock::new(|| words("state gov governor legislature"));

/// After a seat of government: somebody wants to get there.
pub(super) static SOUGHT: Words = LazyLock::new(|| {
    words(
        "bid race hopeful hopefuls contender contenders contest ambitions aspirations aspirant campaign run",
    )
});

/// Before "for" and a seat of government.
pub(super) static SEEKING: Words = LazyLock::new(|| {
    words("bid race run runs ran running campaign campaigns campaigned contest contender vying")
});

/// The last words of the names of bodies that a state of the Union has as the Union has them.
pub(super) static STATE_BODIES: Words = LazyLock::new(|| {
    words(
        "party gop senate house court department legislature assembly board commission office democrats \
         republicans police committee",
    )
});

/// Words in front of a person's name that are no part of it.
pub(super) static TITLES: Words = LazyLock::new(|| {
    words(
        "mr mrs ms miss mx dr prof professor sir dame lord lady baroness president vice prime minister \
         premier chancellor senator sen sens rep reps representative congressman congresswoman gov \
         governor attorney general secretary foreign defense defence finance interior gen lt col colonel \
         maj major capt captain sgt sergeant cpl adm admiral cmdr commander lieutenant brigadier marshal \
         judge justice chief ambassador speaker mayor chairman chairwoman rev reverend bishop archbishop \
         cardinal ayatollah imam sheikh sheik mullah rabbi king queen prince princess pope emperor sultan \
         emir crown former ex acting deputy director officer detective comrade supreme leader",
    )
});

/// Titles that say who is meant without a first name: "President Trump" is no other Trump.
pub(super) static OFFICES: Words =
    LazyLock::new(|| words("president minister chancellor premier senator leader"));

/// Offices whose holder news names by surname alone.
pub(super) static LEADING: Words = LazyLock::new(|| {
    names(
        "president, prime minister, chancellor, premier, taoiseach, supreme leader, king, queen, emir, sultan, \
         pope, crown prince, vice president, foreign minister, secretary of state, secretary-general, leader, \
         opposition leader, presidential candidate, presidential nominee, vice presidential candidate, \
         house speaker, speaker of the house, first lady",
    )
});

/// Offices whose holder is named so where no greater one bears the name.
pub(super) static SERVING: Words = LazyLock::new(|| {
    names(
        "senator, governor, supreme court justice, chief justice, attorney general, defense secretary, \
         defence minister, finance minister, interior minister, treasury secretary, foreign secretary, \
         national security adviser, press secretary, chief of staff, special counsel, fbi director, cia director, \
         army chief, majority leader, minority leader, mayor, spokesman, spokeswoman",
    )
});

/// Titles of men and of women.
pub(super) static MALE: Words =
    LazyLock::new(|| words("mr sir lord king prince patriarch pope emir sultan imam ayatollah"));

/// Titles of women.
pub(super) static FEMALE: Words =
    LazyLock::new(|| words("mrs ms miss dame lady baroness queen princess congresswoman chairwoman"));

/// Suffixes that tell a son from his father.
pub(super) static SUFFIXES: Words = LazyLock::new(|| words("jr sr junior senior ii iii iv"));

/// Small words that acronyms skip.
pub(super) static SKIPPED_IN_ACRONYMS: Words =
    LazyLock::new(|| words("of the and for on in to de la du des del"));

/// Endings of company names that carry no meaning.
pub(super) static LEGAL_FORMS: Words =
    LazyLock::new(|| words("inc corp corporation ltd limited llc plc co company ag gmbh"));

/// First names and their short forms; each group is one name.
pub(super) static GIVEN_NAMES: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let groups = names(
        "abigail abby, abraham abe, ahmed ahmad, albert al bert, alexander alex aleksandr oleksandr \
         sasha, alexei alexey aleksei alyosha, alfred alf alfie, anastasia nastya, andrew andy, anna \
         anya, anthony tony antony, antonio tono, arthur art, barbara barb, benjamin ben benyamin \
         binyamin, bernard bernie, charles chuck charlie, christopher chris, concepcion concha conchita, \
         cynthia cindy, daniel dan danny, david dave, deborah debbie deb, dmitry dmitri dima mitya, \
         dolores lola, donald don, douglas doug, edward ted ed eddie, ekaterina yekaterina katya, eleanor \
         ellie, elizabeth liz beth lizzie betty, enrique quique kike, eugene gene, evgeny yevgeny zhenya, \
         frances fran, francisco paco pancho kiko, frederick fred freddie, friedrich fritz, galina galya, \
         gerald gerry jerry, giovanni gianni, giuseppe beppe peppe, gregory greg, grigory grisha, \
         guadalupe lupe lupita, guillermo memo, heinrich heinz, henry harry hank, ignacio nacho, irina \
         ira, ivan vanya, james jim jimmy jamie, jeffrey jeff, jennifer jen jenny, jessica jess, johannes \
         hannes, john johnny, jonathan jon, jose pepe, joseph joe, joshua josh, judith judy, katherine \
         kate kathryn katie kathy catherine cathy, kenneth ken kenny, konstantin kostya, lawrence larry, \
         leonard len lenny, louis lou, luigi gigi, lyudmila ludmila liudmila lyuda, mahmoud mahmud, \
         manuel manolo, margaret maggie meg peggy, maria masha, matthew matt, mercedes merche, michael \
         mike mick mickey, mikhail misha, mitchell mitch, mohammed mohammad muhammad mohamed, moussa \
         mousa musa, natalia natalya natasha, nathaniel nathan nate, nicholas nick, nikolai nikolay \
         kolya, olga olya, pamela pam, patricia patty trish tricia, patrick pat, pavel pasha, peter pete, \
         philip phillip phil, philippa pippa, rafael rafa, randall randy, raymond ray, rebecca becky, \
         richard dick rick rich, robert bob rob bobby robbie, ronald ron ronnie, rosario charo, rudolph \
         rudy, russell russ, salvatore toto, samuel sam, sandra sandy, sebastian basti, sergei sergey, \
         stephen steve steven, stuart stu, susan sue susie, svetlana sveta, tatiana tatyana tanya, \
         terence terry, theodore theo, thomas tom tommy, timothy tim, victoria vicky, vincent vince, \
         virginia ginny, volodymyr vladimir volodya vova, walter walt, wilhelm willi, william bill will \
         billy, yelena elena lena, yury yuri yuriy, zachary zach zack",
    );
    let pair = |group: &'static str| {
        let long = group.split(' ').next().unwrap_or(group);
        group.split(' ').map(move |form| (form, long))
    };
    groups.into_iter().flat_map(pair).collect()
});

/// After a hyphen: "Moscow-based" only says where.
pub(super) static COMING_FROM: Words = LazyLock::new(|| words("based born bound wide"));

/// Surnames that stand in front.
pub(super) static FAMILY_FIRST: Words = LazyLock::new(|| {
    words(
        "xi kim moon yoon park choi jung jeong cho chung kang lim han oh seo shin kwon hwang ahn song \
         hong lee li wang zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo luo liang \
         xie tang deng feng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu lai \
         tsai chang chiang hsu tseng hsieh chou teow ma mao hua qin ban bui nguyen tran pham phan vo dang \
         ngo thein",
    )
});

/// Words behind a region's name that are no part of it.
pub(super) static REGION_WORDS: Words = LazyLock::new(|| words("province region state oblast"));

/// Verbs in front of somebody whom they judge or address.
pub(super) static JUDGING: Words = LazyLock::new(|| {
    words(
        "slammed slam slams accused accuse accuses accusing urged urge urges urging criticised criticized \
         criticising criticizing condemned condemning blamed blame blaming warned warning praised \
         praising thanked thanking told asked pressed pressured pressuring angered angering sanctioned \
         isolate defied defy",
    )
});

/// Behind two capitals with a hyphen: "Ankara-Baghdad ties".
pub(super) static BETWEEN_TWO: Words =
    LazyLock::new(|| words("ties relations talks alliance axis rivalry agreement deal summit dialogue"));

/// Words that go on with the sentence behind a name, where a noun would take the name for its own.
pub(super) static FUNCTION_WORDS: Words = LazyLock::new(|| {
    words(
        "to in on and or for that which over as at by with from of after before since but while if when who \
         because about under during into amid through until against so than yet where whose following said says",
    )
});

/// Offices, as descriptions name them: "the foreign minister".
pub(super) static OFFICE_NOUNS: Words = LazyLock::new(|| {
    names(
        "president, prime minister, premier, chancellor, taoiseach, minister, foreign minister, defence minister, \
         defense minister, finance minister, interior minister, justice minister, health minister, energy minister, \
         secretary of state, defense secretary, treasury secretary, foreign secretary, home secretary, \
         attorney general, vice president, deputy prime minister, king, queen, emir, sultan, crown prince, \
         supreme leader, pope, patriarch, archbishop, senator, congressman, congresswoman, representative, \
         governor, mayor, speaker, ambassador, envoy, commissioner, secretary general, secretary-general, \
         director general, director-general, chairman, chairwoman, chair, chief executive, general, admiral, \
         colonel, prosecutor, judge, spokesman, spokeswoman, spokesperson, press secretary, opposition leader, \
         former president, former prime minister, president-elect, first lady",
    )
});

/// Unnamed people: who "he" may be if one of them stands in between.
pub(super) static PERSON_NOUNS: Words = LazyLock::new(|| {
    words(
        "man woman boy girl person official officer soldier spokesman spokeswoman spokesperson aide adviser \
         advisor farmer worker teacher nurse doctor student resident villager neighbour neighbor driver mother \
         father wife husband son daughter brother sister friend lawyer judge prosecutor minister president senator \
         lawmaker diplomat ambassador envoy governor mayor commander general colonel leader activist protester \
         demonstrator journalist reporter editor columnist analyst expert scientist researcher economist professor \
         critic candidate voter colleague relative survivor victim witness suspect gunman militant fighter rebel \
         prisoner detainee migrant refugee immigrant priest bishop imam rabbi pastor player coach owner chairman \
         chairwoman executive manager director secretary clerk volunteer veteran pensioner taxpayer customer \
         shopkeeper fisherman captain engineer grandfather grandmother negotiator mediator monk nun deputy councillor counsel \
         source politician rival opponent",
    )
});

/// Bodies that carry what they are in their name: "the ministry".
pub(super) static BODY_NOUNS: Words = LazyLock::new(|| {
    words(
        "ministry department agency hospital school court tribunal commission council committee union bank university institute \
         church club federation association foundation authority board bureau parliament assembly senate \
         navy service corporation alliance front league congress fund centre center",
    )
});

/// Words for any body.
pub(super) static GENERIC_BODY_NOUNS: Words = LazyLock::new(|| {
    words(
        "group movement organisation organization militia company firm ministry agency bloc alliance network \
         broadcaster charity regulator airline faction bank union newspaper",
    )
});

/// Words for a state.
pub(super) static STATE_NOUNS: Words = LazyLock::new(|| words("country kingdom republic nation"));
