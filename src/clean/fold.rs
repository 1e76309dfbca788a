//! A line → the form in which cues are written.
//!
//! Pages set the same residue in many types: capitals, curly quotation marks, other numbers, bullets around it.
//! Folding takes those away, so that the tables stay short.

/// Lower case, straight quotation marks, plain hyphens, single spaces, and every number as `9`.
pub(super) fn fold(line: &str) -> String {
    let mut folded = String::with_capacity(line.len());
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            'a'..='z' => folded.push(character),
            'A'..='Z' => folded.push(character.to_ascii_lowercase()),
            '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => {}
            '‘' | '’' | 'ʼ' | '`' | '´' => folded.push('\''),
            '“' | '”' | '„' | '«' => folded.push('"'),
            '–' | '—' | '―' | '‐' | '‑' => folded.push('-'),
            '…' => folded.push_str("..."),
            _ if character.is_whitespace() || character.is_control() => {
                if !folded.ends_with(' ') && !folded.is_empty() {
                    folded.push(' ');
                }
            }
            _ if character.is_ascii_digit() => {
                while characters.next_if(|next| next.is_ascii_digit()).is_some()
                    || skip_separator(&mut characters)
                {}
                folded.push('9');
            }
            _ => folded.extend(character.to_lowercase()),
        }
    }
    folded
}

/// Passes over the comma or point inside a number, where a digit follows it.
fn skip_separator(characters: &mut std::iter::Peekable<std::str::Chars<'_>>) -> bool {
    let mut ahead = characters.clone();
    let inside =
        matches!(ahead.next(), Some(',' | '.')) && ahead.next().is_some_and(|next| next.is_ascii_digit());
    if inside {
        characters.next();
    }
    inside
}

/// A folded line without bullets, brackets, arrows, pictographs and stops at its ends.
pub(super) fn core(folded: &str) -> &str {
    let opening = |c: char| c.is_whitespace() || "•·●⦁*-+>»|([\"'<#_~:".contains(c) || is_pictograph(c);
    let closing = |c: char| c.is_whitespace() || ".:!…»›>|)]\"'*-,;_~<#".contains(c) || is_pictograph(c);
    folded.trim_start_matches(opening).trim_end_matches(closing)
}

/// Arrows, clocks, cups, stars, faces: what pages set beside their own words.
pub(super) fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{20e3}' | '\u{fe0f}' | '←'..='⇿' | '⌀'..='⏿' | '■'..='➿' | '⤀'..='⥿' | '⬀'..='⯿' | '\u{1f000}'..='\u{1faff}')
}
