//! Writes sample letters into a folder and tells the time of each: `print_letters FOLDER [COUNT]`.

#[path = "../src/tests/sample.rs"]
mod sample;

use domain::letter::{Letter, LetterKind};
use std::time::Instant;
use wording::Language;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| "letters-out".into());
    let count: usize = arguments.next().map_or(Ok(0), |text| text.parse())?;
    std::fs::create_dir_all(&folder)?;
    let loading = Instant::now();
    let renderer = letters::Renderer::new()?;
    println!("fonts and templates: {} ms", loading.elapsed().as_millis());
    if count > 0 {
        return measure(&renderer, &folder, count);
    }
    for kind in LetterKind::ALL {
        for language in Language::ALL {
            let clock = Instant::now();
            let pdf = renderer.render(&sample::letter(*kind, language.code()))?;
            println!("{kind}-{}: {} ms, {} bytes", language.code(), clock.elapsed().as_millis(), pdf.len());
            std::fs::write(format!("{folder}/{kind}-{}.pdf", language.code()), pdf)?;
        }
    }
    Ok(())
}

/// One by one, then as one file.
fn measure(
    renderer: &letters::Renderer,
    folder: &str,
    count: usize,
) -> Result<(), Box<dyn std::error::Error>> {
    let letters: Vec<Letter> = (0..count)
        .map(|n| {
            let kind = LetterKind::ALL[n % LetterKind::ALL.len()];
            let language = Language::ALL[n % Language::ALL.len()].code();
            Letter { number: format!("TST-2026-{n:06}"), ..sample::letter(kind, language) }
        })
        .collect();
    let clock = Instant::now();
    for letter in &letters {
        renderer.render(letter)?;
    }
    println!("one by one: {:.1} ms a letter", clock.elapsed().as_secs_f64() * 1000.0 / count as f64);
    let clock = Instant::now();
    let pdf = renderer.render_batch(&letters[..count.min(letters::BATCH_LIMIT)])?;
    println!("batch: {} ms, {} bytes", clock.elapsed().as_millis(), pdf.len());
    std::fs::write(format!("{folder}/batch.pdf"), pdf)?;
    Ok(())
}
