//! Lines that open a part of a page that is no longer the article, as data.

/// How such lines begin, in lower case. Only short lines are held against them.
pub(super) const CLOSINGS: &str = "\
    about the author; about this author; author bio; comments; leave a comment; leave a reply; post a comment; \
    join the conversation; more from; more on this; more stories; more news; most popular; most read; popular posts; \
    read more; read next; read also; recent posts; recommended; related; see also; share this; sign up; \
    similar articles; subscribe; tags; trending; what to read next; you may also like; you might also like; \
    you may like; follow us; \
    das könnte; das könnten; auch interessant; dazu passend; mehr zum thema; mehr aus; mehr themen; mehr dazu; \
    weitere artikel; weitere beiträge; weitere themen; weitere news; weitere nachrichten; weitere meldungen; \
    lesen sie auch; lesen sie mehr; lies auch; auch lesenswert; weiterlesen; zum weiterlesen; ähnliche; verwandte; \
    passend dazu; kommentare; kommentar schreiben; kommentar verfassen; schreibe einen kommentar; hinterlasse; \
    diskutieren sie; über den autor; über die autorin; über autor; zur person; autor:; meistgelesen; beliebte; \
    neueste; aktuelle artikel; empfehlungen; unsere empfehlung; newsletter; teilen; beitrag teilen; artikel teilen; \
    schlagwörter; schlagworte; stichwörter; themen; schon gelesen; jetzt teilen; abonnieren; folgen sie uns; \
    folge uns; \
    à lire aussi; lire aussi; sur le même sujet; articles liés; dans la même rubrique; commentaires; les plus lus; \
    à propos de l; \
    te puede interesar; le puede interesar; notas relacionadas; noticias relacionadas; lea también; lee también; \
    también puede; temas; comentarios; lo más; \
    leggi anche; potrebbe interessarti; articoli correlati; commenti; \
    leia também; leia mais; lees ook; lees meer; \
    czytaj też; czytaj także; zobacz także; zobacz też; polecamy; komentarze";
