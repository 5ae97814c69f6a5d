//! The chain as a flow: a column per stage, ribbons as wide as people are many, leavers and waiters in a
//! colour of their own. Stages keep the order they are given; nothing is guessed.

use askama::Template;

use super::{Frame, shortened};
use crate::view::{Column, Row, Table, Tone, Value};

const WIDTH: f64 = 1000.0;
const HEIGHT: f64 = 360.0;
const NODE: f64 = 14.0;
const GAP: f64 = 34.0;
const TOP: f64 = 30.0;

/// A stage, or one of several beside each other in a column.
#[derive(Debug, Clone)]
pub struct FlowNode {
    /// Its name.
    pub label: String,
    /// Its column, from 0.
    pub column: usize,
    /// What being there means: waiting is a warning, leaving a danger.
    pub tone: Tone,
}

/// People who went from one node to another.
#[derive(Debug, Clone, Copy)]
pub struct FlowLink {
    /// Place of the first node in the list of nodes.
    pub from: usize,
    /// Place of the second.
    pub to: usize,
    /// How many.
    pub people: u32,
}

/// The chain as a flow.
#[derive(Debug, Clone, Template)]
#[template(path = "components/chart_flow.html")]
pub struct Flow {
    frame: Frame,
    nodes: Vec<FlowNode>,
    links: Vec<FlowLink>,
}

/// A node in drawing units.
#[derive(Clone)]
struct Placed {
    x: f64,
    y: f64,
    height: f64,
    people: u32,
    /// Where the next ribbon leaves and arrives.
    out_y: f64,
    in_y: f64,
}

/// A drawn node.
struct DrawnNode {
    x: String,
    y: String,
    height: String,
    text_x: String,
    text_y: String,
    anchor: &'static str,
    text: String,
    tone: &'static str,
}

/// A drawn ribbon.
struct Ribbon {
    path: String,
    tone: &'static str,
}

impl Flow {
    /// Nodes and links; links to nodes that are not there are left out.
    pub fn new(frame: Frame, nodes: Vec<FlowNode>, links: Vec<FlowLink>) -> Flow {
        let known = nodes.len();
        let links = links.into_iter().filter(|link| link.from < known && link.to < known).collect();
        Flow { frame, nodes, links }
    }

    /// Whoever is in a node either came in or started there.
    fn people(&self, node: usize) -> u32 {
        let sum = |pick: fn(&FlowLink) -> usize| -> u32 {
            self.links.iter().filter(|link| pick(link) == node).map(|link| link.people).sum()
        };
        sum(|link| link.to).max(sum(|link| link.from))
    }

    fn placed(&self) -> Vec<Placed> {
        let columns = self.nodes.iter().map(|node| node.column).max().unwrap_or(0);
        let in_column =
            |column: usize| (0..self.nodes.len()).filter(move |at| self.nodes[*at].column == column);
        let mut scale = f64::INFINITY;
        for column in 0..=columns {
            let people: u32 = in_column(column).map(|node| self.people(node)).sum();
            let room = HEIGHT - TOP - GAP * (in_column(column).count().saturating_sub(1)) as f64;
            if people > 0 {
                scale = scale.min(room.max(20.0) / f64::from(people));
            }
        }
        let scale = if scale.is_finite() { scale } else { 0.0 };
        let step = if columns > 0 { (WIDTH - NODE) / columns as f64 } else { 0.0 };
        let mut placed =
            vec![Placed { x: 0.0, y: 0.0, height: 0.0, people: 0, out_y: 0.0, in_y: 0.0 }; self.nodes.len()];
        for column in 0..=columns {
            let mut y = TOP;
            for node in in_column(column) {
                let people = self.people(node);
                let height = (f64::from(people) * scale).max(1.0);
                placed[node] = Placed { x: step * column as f64, y, height, people, out_y: y, in_y: y };
                y += height + GAP;
            }
        }
        placed
    }

    fn draw(&self) -> (Vec<Ribbon>, Vec<DrawnNode>) {
        let mut placed = self.placed();
        let mut order: Vec<&FlowLink> = self.links.iter().filter(|link| link.people > 0).collect();
        order.sort_by_key(|link| (link.from, link.to));
        let mut ribbons = Vec::new();
        for link in order {
            let share = |at: &Placed| at.height * f64::from(link.people) / f64::from(at.people.max(1));
            let (left, right) = (share(&placed[link.from]), share(&placed[link.to]));
            let (x1, y1) = (placed[link.from].x + NODE, placed[link.from].out_y);
            let (x2, y2) = (placed[link.to].x, placed[link.to].in_y);
            placed[link.from].out_y += left;
            placed[link.to].in_y += right;
            let middle = f64::midpoint(x1, x2);
            let path = format!(
                "M{x1:.1} {y1:.1}C{middle:.1} {y1:.1} {middle:.1} {y2:.1} {x2:.1} {y2:.1}V{:.1}C{middle:.1} {:.1} {middle:.1} {:.1} {x1:.1} {:.1}Z",
                y2 + right,
                y2 + right,
                y1 + left,
                y1 + left
            );
            ribbons.push(Ribbon { path, tone: self.nodes[link.to].tone.code() });
        }
        let columns = self.nodes.iter().map(|node| node.column).max().unwrap_or(0);
        let nodes = self
            .nodes
            .iter()
            .zip(&placed)
            .map(|(node, at)| draw_node(&self.frame, node, at, columns))
            .collect();
        (ribbons, nodes)
    }

    fn table(&self) -> Table {
        let t = |key: &str| self.frame.t(key);
        let columns = vec![
            Column::new(t("kit-flow-from")),
            Column::new(t("kit-flow-to")),
            Column::number(t("kit-flow-people")),
        ];
        let rows = self.links.iter().map(|link| {
            let (from, to) = (&self.nodes[link.from].label, &self.nodes[link.to].label);
            Row::new(
                "",
                from,
                vec![Value::text(from.clone()), Value::text(to.clone()), Value::number(link.people)],
            )
        });
        Table::new(self.frame.language, self.frame.title.clone(), columns).quiet_caption().rows(rows)
    }
}

fn draw_node(frame: &Frame, node: &FlowNode, at: &Placed, columns: usize) -> DrawnNode {
    let (text_x, anchor) = match node.column {
        0 => (at.x, "start"),
        column if column == columns => (at.x + NODE, "end"),
        _ => (at.x + NODE / 2.0, "middle"),
    };
    DrawnNode {
        x: format!("{:.1}", at.x),
        y: format!("{:.1}", at.y),
        height: format!("{:.1}", at.height),
        text_x: format!("{text_x:.1}"),
        text_y: format!("{:.1}", at.y - 8.0),
        anchor,
        text: format!("{} {}", shortened(&node.label, 24), frame.number(f64::from(at.people))),
        tone: node.tone.code(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::Language;

    fn node(label: &str, column: usize) -> FlowNode {
        FlowNode { label: label.into(), column, tone: Tone::Info }
    }

    #[test]
    fn ribbons_are_drawn_for_every_step_and_numbers_stand_at_the_nodes() {
        let links = vec![
            FlowLink { from: 0, to: 1, people: 30 },
            FlowLink { from: 0, to: 2, people: 10 },
            FlowLink { from: 0, to: 9, people: 10 },
        ];
        let nodes = vec![node("Zusteuerung", 0), node("Test", 1), node("ohne Test", 1)];
        let frame = Frame::new(Language::De, "Kette", "Zehn warten.");
        let html = Flow::new(frame, nodes, links).to_string();
        assert_eq!(html.matches("<path").count(), 2, "a step to nowhere is left out");
        assert!(html.contains("Zusteuerung 40") && html.contains("ohne Test 10"));
    }

    #[test]
    fn an_empty_chain_is_no_fault() {
        let html =
            Flow::new(Frame::new(Language::De, "Kette", "Leer."), vec![node("A", 0)], vec![]).to_string();
        assert!(!html.contains("NaN") && !html.contains("\"inf"));
    }
}
