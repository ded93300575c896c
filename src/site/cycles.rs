//! Finds the cycles of a directed graph, so that walks along parents and successors terminate.

pub(super) struct Cycles {
    /// Each begins with its smallest element. Of cycles that share an edge to an element on the way, only one is found.
    pub(super) circles: Vec<Vec<usize>>,
    /// Elements with an edge that closes a cycle: without the edges of these elements the graph has no cycle.
    pub(super) closing: Vec<usize>,
}

impl Cycles {
    /// Depth-first search with three colours. Not recursive, because hostile chains are as long as the file.
    pub(super) fn new(next: &[Vec<usize>]) -> Self {
        #[derive(Clone, Copy, PartialEq)]
        enum Colour {
            White,
            /// On the current path; its position there.
            Grey(usize),
            Black,
        }
        let mut colours = vec![Colour::White; next.len()];
        let mut told = vec![false; next.len()];
        let mut cycles = Cycles { circles: Vec::new(), closing: Vec::new() };
        for root in 0..next.len() {
            if colours[root] != Colour::White {
                continue;
            }
            let mut way = vec![(root, 0)];
            colours[root] = Colour::Grey(0);
            while let Some((at, arrow)) = way.last_mut() {
                let at = *at;
                let Some(&to) = next[at].get(*arrow) else {
                    colours[at] = Colour::Black;
                    way.pop();
                    continue;
                };
                *arrow += 1;
                match colours[to] {
                    Colour::White => {
                        colours[to] = Colour::Grey(way.len());
                        way.push((to, 0));
                    }
                    Colour::Grey(from) => {
                        cycles.closing.push(at);
                        if !told[at] && !told[to] {
                            let circle: Vec<usize> =
                                way[from..].iter().map(|(element, _)| *element).collect();
                            circle.iter().for_each(|element| told[*element] = true);
                            cycles.circles.push(from_its_first(circle));
                        }
                    }
                    Colour::Black => {}
                }
            }
        }
        cycles
    }
}

fn from_its_first(mut circle: Vec<usize>) -> Vec<usize> {
    let first = (0..circle.len()).min_by_key(|at| circle[*at]).unwrap_or(0);
    circle.rotate_left(first);
    circle
}

#[cfg(test)]
mod tests {
    use super::Cycles;

    fn circles(next: &[Vec<usize>]) -> Vec<Vec<usize>> {
        Cycles::new(next).circles
    }

    #[test]
    fn elements_that_lead_back_to_themselves_are_found() {
        assert_eq!(circles(&[vec![1], vec![2], vec![0], vec![0]]), [[0, 1, 2]]);
        assert_eq!(circles(&[vec![0], vec![]]), [[0]]);
        assert_eq!(circles(&[vec![3], vec![2], vec![1], vec![2]]), [[1, 2]]);
        assert_eq!(circles(&[vec![1, 2], vec![3], vec![3], vec![]]), Vec::<Vec<usize>>::new());
    }

    #[test]
    fn without_the_arrows_that_close_circles_there_is_none() {
        let mut next = vec![vec![1, 3], vec![2], vec![0, 3], vec![2, 4], vec![0, 4]];
        Cycles::new(&next).closing.iter().for_each(|at| next[*at].clear());
        assert_eq!(circles(&next), Vec::<Vec<usize>>::new());
    }
}
