//! Decision diagrams over variables with few values: the exact form of "which unknown fact can still matter".
//! A diagram is reduced and ordered, so that a variable appears in it exactly if it can change the result.
//! Not for tables or law: variables and results are numbers here.

use std::collections::HashMap;

/// Most values a variable may have.
pub const MAX_VALUES: usize = 32;
/// Most variables of one diagram.
pub const MAX_VARIABLES: usize = 64;

/// A place in a diagram: an inner node or, with the top bit set, a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Node(u32);

const RESULT: u32 = 1 << 31;

impl Node {
    /// The node that is this result whatever the facts are; results are below 2^31.
    pub const fn result(value: u32) -> Self {
        Node(value | RESULT)
    }

    /// The result, where the node is one.
    pub const fn as_result(self) -> Option<u32> {
        if self.0 & RESULT == 0 { None } else { Some(self.0 & !RESULT) }
    }
}

/// Always false.
pub const FALSE: Node = Node::result(0);
/// Always true.
pub const TRUE: Node = Node::result(1);

type Inner = (u8, Box<[Node]>);

/// All nodes over one set of variables; equal functions are equal nodes.
#[derive(Debug, Clone)]
pub struct Diagram {
    sizes: Vec<u8>,
    nodes: Vec<Inner>,
    unique: HashMap<Inner, Node>,
    chosen: HashMap<(Node, Node, Node), Node>,
}

impl Diagram {
    /// A diagram over variables with these numbers of values, in the order in which they are asked.
    pub fn new(sizes: Vec<u8>) -> Self {
        debug_assert!(
            sizes.len() <= MAX_VARIABLES && sizes.iter().all(|size| usize::from(*size) <= MAX_VALUES)
        );
        Self { sizes, nodes: Vec::new(), unique: HashMap::new(), chosen: HashMap::new() }
    }

    /// Forgets what is only needed while building.
    pub fn finish(&mut self) {
        self.chosen = HashMap::new();
        self.unique = HashMap::new();
    }

    /// True exactly where the variable has one of the values in the mask.
    pub fn test(&mut self, variable: usize, mask: u32) -> Node {
        let children = (0..self.sizes[variable])
            .map(|value| if mask >> value & 1 == 1 { TRUE } else { FALSE })
            .collect();
        self.make(variable as u8, children)
    }

    /// `then` where the condition is true, else `other`.
    pub fn choose(&mut self, condition: Node, then: Node, other: Node) -> Node {
        if condition == TRUE || then == other {
            return then;
        }
        if condition == FALSE {
            return other;
        }
        if then == TRUE && other == FALSE {
            return condition;
        }
        if let Some(known) = self.chosen.get(&(condition, then, other)) {
            return *known;
        }
        let variable = [condition, then, other].iter().filter_map(|node| self.variable(*node)).min();
        let variable = variable.expect("a condition that is no result asks a variable");
        let children = (0..usize::from(self.sizes[usize::from(variable)]))
            .map(|value| {
                let [c, t, o] = [condition, then, other].map(|node| self.child(node, variable, value));
                self.choose(c, t, o)
            })
            .collect();
        let made = self.make(variable, children);
        self.chosen.insert((condition, then, other), made);
        made
    }

    /// Both conditions.
    pub fn and(&mut self, a: Node, b: Node) -> Node {
        self.choose(a, b, FALSE)
    }

    /// At least one condition.
    pub fn or(&mut self, a: Node, b: Node) -> Node {
        self.choose(a, TRUE, b)
    }

    /// The first but not the second condition.
    pub fn and_not(&mut self, a: Node, b: Node) -> Node {
        let not = self.choose(b, FALSE, TRUE);
        self.and(a, not)
    }

    /// The same diagram with other results.
    pub fn map(&mut self, node: Node, result: &dyn Fn(u32) -> u32) -> Node {
        let mut known = HashMap::new();
        self.map_known(node, result, &mut known)
    }

    fn map_known(
        &mut self,
        node: Node,
        result: &dyn Fn(u32) -> u32,
        known: &mut HashMap<Node, Node>,
    ) -> Node {
        if let Some(found) = node.as_result() {
            return Node::result(result(found));
        }
        if let Some(done) = known.get(&node) {
            return *done;
        }
        let (variable, children) = self.nodes[node.0 as usize].clone();
        let children = children.iter().map(|child| self.map_known(*child, result, known)).collect();
        let made = self.make(variable, children);
        known.insert(node, made);
        made
    }

    /// One way through the diagram to a result other than false: pairs of variable and value.
    pub fn witness(&self, node: Node) -> Option<Vec<(usize, u8)>> {
        if node == FALSE {
            return None;
        }
        let mut path = Vec::new();
        let mut here = node;
        while here.as_result().is_none() {
            let (variable, children) = &self.nodes[here.0 as usize];
            let value = children.iter().position(|child| *child != FALSE)?;
            path.push((usize::from(*variable), value as u8));
            here = children[value];
        }
        Some(path)
    }

    fn variable(&self, node: Node) -> Option<u8> {
        node.as_result().is_none().then(|| self.nodes[node.0 as usize].0)
    }

    fn child(&self, node: Node, variable: u8, value: usize) -> Node {
        match self.variable(node) {
            Some(asked) if asked == variable => self.nodes[node.0 as usize].1[value],
            _ => node,
        }
    }

    fn make(&mut self, variable: u8, children: Box<[Node]>) -> Node {
        if children.iter().all(|child| *child == children[0]) {
            return children[0];
        }
        let inner = (variable, children);
        if let Some(known) = self.unique.get(&inner) {
            return *known;
        }
        let made = Node(self.nodes.len() as u32);
        self.nodes.push(inner.clone());
        self.unique.insert(inner, made);
        made
    }
}

/// What can still come out of a node, and which variables decide it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Possible {
    /// All results that some completion of the unknown facts reaches, ascending.
    pub results: Vec<u32>,
    /// Bit set of the variables that can change the result.
    pub deciding: u64,
}

impl Possible {
    /// The result, where it is the same for every completion.
    pub fn only(&self) -> Option<u32> {
        match self.results.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }
}

/// A diagram seen through partial knowledge: for each variable the mask of values it can still have.
pub struct View<'a> {
    diagram: &'a Diagram,
    masks: &'a [u32],
    narrowed: HashMap<Node, Node>,
    nodes: Vec<Inner>,
    unique: HashMap<Inner, Node>,
}

impl<'a> View<'a> {
    /// A view; every mask has at least one bit set.
    pub fn new(diagram: &'a Diagram, masks: &'a [u32]) -> Self {
        Self { diagram, masks, narrowed: HashMap::new(), nodes: Vec::new(), unique: HashMap::new() }
    }

    /// The result, where the values that are already known lead straight to one.
    pub fn settled(&self, node: Node) -> Option<u32> {
        let mut here = node;
        loop {
            if let Some(result) = here.as_result() {
                return Some(result);
            }
            let (variable, children) = &self.diagram.nodes[here.0 as usize];
            let mask = self.masks[usize::from(*variable)];
            if !mask.is_power_of_two() {
                return None;
            }
            here = children[mask.trailing_zeros() as usize];
        }
    }

    /// Whether every completion leads to this result.
    pub fn is_certain(&mut self, node: Node, result: u32) -> bool {
        match self.settled(node) {
            Some(found) => found == result,
            None => self.narrow(node) == Node::result(result),
        }
    }

    /// What can still come out of the node.
    pub fn possible(&mut self, node: Node) -> Possible {
        let node = self.narrow(node);
        if let Some(result) = node.as_result() {
            return Possible { results: vec![result], deciding: 0 };
        }
        let mut found = Possible::default();
        let mut seen = vec![false; self.nodes.len()];
        self.collect(node, &mut seen, &mut found);
        found.results.sort_unstable();
        found.results.dedup();
        found
    }

    fn collect(&self, node: Node, seen: &mut [bool], found: &mut Possible) {
        if let Some(result) = node.as_result() {
            found.results.push(result);
            return;
        }
        let index = node.0 as usize;
        if std::mem::replace(&mut seen[index], true) {
            return;
        }
        let (variable, children) = &self.nodes[index];
        found.deciding |= 1 << variable;
        for child in children {
            self.collect(*child, seen, found);
        }
    }

    /// The node of this view that stands for a node of the diagram, reduced again.
    fn narrow(&mut self, node: Node) -> Node {
        let mut node = node;
        let (variable, mask) = loop {
            if node.as_result().is_some() {
                return node;
            }
            let (variable, children) = &self.diagram.nodes[node.0 as usize];
            let mask = self.masks[usize::from(*variable)];
            if !mask.is_power_of_two() {
                break (*variable, mask);
            }
            node = children[mask.trailing_zeros() as usize];
        };
        if let Some(known) = self.narrowed.get(&node) {
            return *known;
        }
        let diagram = self.diagram;
        let children: Box<[Node]> = diagram.nodes[node.0 as usize]
            .1
            .iter()
            .enumerate()
            .filter(|(value, _)| mask >> value & 1 == 1)
            .map(|(_, child)| self.narrow(*child))
            .collect();
        let made = if children.iter().all(|child| *child == children[0]) {
            children[0]
        } else {
            let inner = (variable, children);
            match self.unique.get(&inner) {
                Some(known) => *known,
                None => {
                    let made = Node(self.nodes.len() as u32);
                    self.nodes.push(inner.clone());
                    self.unique.insert(inner, made);
                    made
                }
            }
        };
        self.narrowed.insert(node, made);
        made
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variable_that_cannot_change_the_result_is_not_asked() {
        let mut diagram = Diagram::new(vec![2, 3, 2]);
        let (a, b) = (diagram.test(0, 0b10), diagram.test(1, 0b011));
        let both = diagram.and(a, b);
        let third = diagram.test(2, 0b10);
        // Whatever the third variable is, the result is the same.
        let same = diagram.choose(third, both, both);
        let masks = [0b11, 0b111, 0b11];
        let found = View::new(&diagram, &masks).possible(same);
        assert_eq!((found.results, found.deciding), (vec![0, 1], 0b011));
    }

    #[test]
    fn partial_knowledge_of_a_variable_can_settle_the_result() {
        let mut diagram = Diagram::new(vec![2, 3]);
        let (a, b) = (diagram.test(0, 0b10), diagram.test(1, 0b011));
        let both = diagram.and(a, b);
        let settled = View::new(&diagram, &[0b10, 0b011]).possible(both);
        assert_eq!((settled.only(), settled.deciding), (Some(1), 0));
        let open = View::new(&diagram, &[0b10, 0b110]).possible(both);
        assert_eq!((open.only(), open.deciding), (None, 0b10));
    }

    #[test]
    fn deciding_variables_are_those_found_by_trying_every_completion() {
        // Pseudo-random functions of five variables, checked against brute force.
        let sizes = [2u8, 3, 2, 4, 2];
        let mut seed = 0x2545_F491_4F6C_DD1Du64;
        let mut next = move || {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            seed
        };
        for _ in 0..60 {
            let mut diagram = Diagram::new(sizes.to_vec());
            let rows: Vec<(Vec<u32>, u32)> = (0..4)
                .map(|_| {
                    let cells = sizes.iter().map(|size| (next() as u32 % ((1 << size) - 1)) + 1).collect();
                    (cells, next() as u32 % 3)
                })
                .collect();
            let mut node = Node::result(9);
            for (cells, result) in rows.iter().rev() {
                let mut hit = TRUE;
                for (variable, mask) in cells.iter().enumerate() {
                    let test = diagram.test(variable, *mask);
                    hit = diagram.and(hit, test);
                }
                node = diagram.choose(hit, Node::result(*result), node);
            }
            let masks: Vec<u32> = sizes.iter().map(|size| (next() as u32 % ((1 << size) - 1)) + 1).collect();
            let value = |choice: &[u32]| {
                rows.iter()
                    .find(|(cells, _)| cells.iter().zip(choice).all(|(mask, v)| mask >> v & 1 == 1))
                    .map_or(9, |(_, result)| *result)
            };
            let mut choices: Vec<Vec<u32>> = vec![vec![]];
            for (size, mask) in sizes.iter().zip(&masks) {
                choices = choices
                    .iter()
                    .flat_map(|head| {
                        (0..u32::from(*size))
                            .filter(|v| mask >> v & 1 == 1)
                            .map(|v| [head.clone(), vec![v]].concat())
                    })
                    .collect();
            }
            let mut results: Vec<u32> = choices.iter().map(|choice| value(choice)).collect();
            results.sort_unstable();
            results.dedup();
            let mut deciding = 0u64;
            for a in &choices {
                for b in &choices {
                    let apart: Vec<_> = (0..5).filter(|v| a[*v] != b[*v]).collect();
                    if let [only] = apart.as_slice()
                        && value(a) != value(b)
                    {
                        deciding |= 1 << only;
                    }
                }
            }
            assert_eq!(View::new(&diagram, &masks).possible(node), Possible { results, deciding });
        }
    }
}
