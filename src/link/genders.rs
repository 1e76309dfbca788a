//! Whether a given name is usually a man's or a woman's, and what a word for a relative says.

use std::collections::HashSet;
use std::sync::LazyLock;

type Names = LazyLock<HashSet<&'static str>>;

/// `Some(true)` for a woman's name, `Some(false)` for a man's; nothing for names of both or of none that we know.
/// `given` is a normal form.
pub(super) fn is_female(given: &str) -> Option<bool> {
    match (FEMALE.contains(given), MALE.contains(given)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// "her son Dmitry", "his sister, Elena": whether a woman.
pub(super) fn kin(before: &str) -> Option<bool> {
    match before.split_whitespace().next_back()?.trim_end_matches(',') {
        "daughter" | "sister" | "mother" | "wife" | "aunt" | "niece" | "granddaughter" | "grandmother"
        | "widow" => Some(true),
        "son" | "brother" | "father" | "husband" | "uncle" | "nephew" | "grandson" | "grandfather"
        | "widower" => Some(false),
        _ => None,
    }
}

static FEMALE: Names = LazyLock::new(|| {
    "abigail agnes aisha alexandra alice alicia alina alison allison amal amanda amber amelia amina amira amy \
     ana anastasia angela angelina anita anja anna anne annalena annette antonia april ariana ashley \
     asma astrid audrey ayesha barbara beatrice beata benazir bernadette beth betsy betty beverly \
     bianca birgit bridget brigitte camilla camille carla carmen carol carole caroline carolyn cassandra \
     catherine cathy cecilia charlotte chelsea cheryl chiara christina christine claire clara claudia \
     colleen condoleezza cristina cynthia daria darya deborah debbie deirdre denise diana diane dilma \
     dina dolores donna doris dorothy ekaterina elena elise eliza elizabeth ella ellen elisabeth elsa emilia emily emma \
     erica erika esther eva evelyn faten fatima fatma federica felicia fiona florence frances francesca frauke \
     gabriela gabriella galina gayane gemma georgia georgina geraldine gillian giorgia gisele gladys gloria golda \
     grace greta gretchen gwen hala hanan hannah harriet heather heidi helen helena hilary hillary hirut \
     ilhan imelda inga ingrid irene irina iris isabel isabella isabelle ivana ivanka jacinda jacqueline jane \
     janet janice jasmine jeanne jeannette jelena jennifer jenny jessica jill joan joanna johanna josephine joyce \
     judith judy julia julie kaja kamala karen karin karine karoline kate katherine kathleen kathryn kathy katie \
     katarina katja katrin kayleigh kellyanne keiko kirsten kirstjen krista kristi kristina laila \
     latifa laura lauren layla leila lena leticia liana lidia lilian linda lisa liudmila liz ljudmila lois loretta lori louise \
     lucia lucy ludmila lydia lynn madeleine maggie maia maja malala malia manal mara margaret margarita margot \
     maria mariam marianne marie marilyn marina marine marisa marjorie marta martha mary maryam \
     maureen megan meghan melania melinda melissa mercedes meryem mette mia michelle mildred mina miriam mona monica \
     monika muriel nadia nadine nancy naomi natalia natalie natasha nathalie nicole nikki nina nora \
     norma oksana olena olga olivia olha ophelia pamela patricia paula pauline penelope penny petra philippa phyllis \
     polina priscilla priti priya rachel ramona rania rebecca regina renata rhonda rita roberta rosa rosalind rose \
     rosemary roxana ruth sabina sabrina sadia sahar sally salma samantha samira sandra sanna sara sarah \
     selma shabana shannon sharon sheila shelley sheryl shirin shirley sofia sonia sophia sophie stacey stella \
     stephanie stormy sue susan susana suzanne svetlana sviatlana sylvia tamara tammy tanya tatiana tatyana \
     teresa theresa tina tulsi tiffany ursula valentina valeria valerie vanessa vera veronica victoria viktoria \
     viola violeta virginia wanda wendy xenia yael yasmin yelena yulia yuliya yvette yvonne zainab zeinab zhanna \
     zoe zsuzsanna zuzana"
        .split_whitespace()
        .collect()
});

static MALE: Names = LazyLock::new(|| {
    "aaron abbas abdel abdul abdullah abdulaziz abiy abraham adam adel adnan adrian ahmad ahmed ajay akram alain alan \
     albert alberto aleksandar aleksander aleksandr alejandro alessandro alexander alexandre alexei alexey \
     alfred ali allan amir amit amr anatoly anders andre andreas andrei andres andrew andrey andriy angel anthony \
     anton antonio antony anwar ariel armando arnold arthur arturo asher ashraf asif aziz barack barry bashar ben \
     benedict benito benjamin benny bernard bernardo bernie bilal bill binyamin bob bobby boris brad brendan brett \
     brian bruce bruno carl carlos cem cesar charles chris christian christoph christopher chuck clarence claude clay \
     cory craig cyril daniel danny dario darren dave david davit dean denis dennis derek devin dick diego dieter \
     dimitri dimitris dmitri dmitriy dmitry dominic don donald doug douglas duncan dwight ebrahim edgar edmund \
     eduard eduardo edward edwin ehud elias elijah elon emil emmanuel enrique eric erik ernest ernesto esmail \
     eugene evan evgeny faisal farouk felipe felix ferdinand fernando fidel filip francis francisco francois frank \
     franz fred frederick friedrich fyodor gabriel gary gavin gennady geoffrey george georges gerald gerard gerhard \
     gerry giorgio giovanni giuseppe glenn gordon graham greg gregory guido guillermo gustavo guy hakan hamid hans \
     harold harry harvey hashim hassan heiko hector heinrich helmut henri henry herbert herman horst hosni howard \
     hubert hugh hugo hussein ian ibrahim igor ihor ilham ilya imran isaac ismail ivan jack jacob jacques jaime \
     jair jake jakob jamal james jan janez jared jaroslaw jason javier jay jeff jeffrey \
     jeremy jerome jerry jesus jim jimmy joachim joaquin joe joel johannes john johnny jonas jonathan jorge \
     jose josef joseph josep joshua juan julian julio jurgen justin kareem karim karl kassym keith keir ken \
     kenneth kevin khaled khalid khalil kirill klaus konstantin kurt kyle larry lars laurence laurent lawrence lech leo leon \
     leonard leonid leopoldo lev lewis lloyd lorenzo louis luca lucas luigi luis lukas luke mahmoud malcolm manuel \
     marc marcel marco marcos marcus marek mario mark markus marshall martin mateusz matt matteo matthew maurice max \
     maxim maximilian mehmet michael michel miguel mihail mike mikhail milan mitch mitt mohamed mohammad mohammed \
     mohsen moshe muhammad mullah murat mustafa mykola naftali nathan nawaf nawaz neil nelson nicholas nicolas nigel nikola \
     nikolai nikolay nikos noah norbert norman oleg oleh oleksandr oleksiy oliver olivier omar oscar osama oskar otto pablo patrick \
     paul pavel pavlo pedro pete peter petr petro philip philipp pierre piotr prabowo qasem rafael rafic rahul \
     rainer raj ralph ramon ramzan randy raphael raul ray raymond recep reinhard reuven rex ricardo richard rick \
     rishi rob robert roberto rodney rodrigo roger roland rolf roman ron ronald ross roy rudolf rudolph rudy \
     ruslan russell saad saddam sadiq salah salman salvador sam sami samuel sanjay scott sean sebastian sergei sergey \
     sergio serhiy seymour shane shimon shinzo silvio simon slobodan stanislav stefan stephen stefano steve \
     steven stuart sven tareq tariq taras ted terrence terry thaddeus theodore thomas tim timothy tobias todd tom tommy tony \
     travis trevor tyler umar valery vasily viktor vincent vitali vitaliy vitaly vladimir vladislav volodymyr \
     walid walter warren wayne werner wesley wilhelm william willy winston wladyslaw wolfgang xavier yahya yair yasser \
     yevgeny yitzhak yoav yousef yuri yuriy yusuf yves zachary zaher zbigniew"
        .split_whitespace()
        .collect()
});
