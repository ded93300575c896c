//! Lists in one cell.

/// The parts of a list: at semicolons and line ends, else at commas that stand in no brackets.
pub(super) fn parts(text: &str, also_commas: bool) -> Vec<String> {
    let strong = text.contains([';', '\n']);
    let mut depth = 0usize;
    let mut parts = vec![String::new()];
    for sign in text.chars() {
        match sign {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let ends = matches!(sign, ';' | '\n') || sign == ',' && depth == 0 && (!strong || also_commas);
        match parts.last_mut() {
            Some(last) if !ends => last.push(sign),
            _ => parts.push(String::new()),
        }
    }
    let bullet = |part: &str| part.trim().trim_start_matches(['-', '+', '•', '*']).trim().to_owned();
    parts.iter().map(|part| bullet(part)).filter(|part| !part.is_empty()).collect()
}
