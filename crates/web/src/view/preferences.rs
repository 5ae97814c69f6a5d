//! How a member of staff likes the pages: language, brightness, row height, keyboard shortcuts. Kept in one cookie that holds
//! nothing personal. Not for rights or region settings.

use super::Language;

/// Name of the cookie.
pub const COOKIE: &str = "fk_preferences";

/// Bright, dark, or what the device says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// What the device says.
    #[default]
    Device,
    /// Always bright.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// The word in cookie and form.
    pub fn code(self) -> &'static str {
        match self {
            Theme::Device => "device",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    fn from_code(code: &str) -> Option<Theme> {
        [Theme::Device, Theme::Light, Theme::Dark].into_iter().find(|theme| theme.code() == code)
    }
}

/// Height of table rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Density {
    /// 42 pixels a row.
    #[default]
    Compact,
    /// The design system's own spacing.
    Roomy,
}

impl Density {
    /// The word in cookie and form.
    pub fn code(self) -> &'static str {
        match self {
            Density::Compact => "compact",
            Density::Roomy => "roomy",
        }
    }

    fn from_code(code: &str) -> Option<Density> {
        [Density::Compact, Density::Roomy].into_iter().find(|density| density.code() == code)
    }
}

/// The choices together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Preferences {
    /// Language of the staff pages: German or English.
    pub language: Language,
    /// Brightness.
    pub theme: Theme,
    /// Row height.
    pub density: Density,
    /// Whether single keys are shortcuts; they can be switched off for those who dictate.
    pub keys: bool,
}

impl Default for Preferences {
    fn default() -> Self {
        Preferences { language: Language::De, theme: Theme::Device, density: Density::Compact, keys: true }
    }
}

impl Preferences {
    /// Reads the cookie out of a `Cookie` header; what is missing or unknown keeps its default.
    pub fn from_cookie_header(header: Option<&str>) -> Preferences {
        let value = header.unwrap_or_default().split(';').find_map(|pair| {
            let (name, value) = pair.trim().split_once('=')?;
            (name == COOKIE).then_some(value)
        });
        let mut preferences = Preferences::default();
        for word in value.unwrap_or_default().split('.') {
            preferences.take(word);
        }
        preferences
    }

    /// Takes over what the posted form names (`language`, `theme`, `density`, `keys`) and keeps the rest.
    pub fn from_form<'a>(mut self, fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> Preferences {
        for (name, value) in fields {
            if ["language", "theme", "density", "keys"].contains(&name) {
                self.take(value);
            }
        }
        self
    }

    /// The value of a `Set-Cookie` header, good for a year.
    pub fn set_cookie(self) -> String {
        let Preferences { language, theme, density, keys } = self;
        format!(
            "{COOKIE}={}.{}.{}.{}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly",
            language.code(),
            theme.code(),
            density.code(),
            if keys { "on" } else { "off" }
        )
    }

    fn take(&mut self, word: &str) {
        match Language::from_code(word) {
            Some(language @ (Language::De | Language::En)) => self.language = language,
            _ => {
                self.theme = Theme::from_code(word).unwrap_or(self.theme);
                self.density = Density::from_code(word).unwrap_or(self.density);
                self.keys = if word == "off" { false } else { self.keys || word == "on" };
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_cookie_says_comes_back() {
        let chosen =
            Preferences { language: Language::En, theme: Theme::Dark, density: Density::Roomy, keys: false };
        let header = format!("session=x; {}", chosen.set_cookie().split(';').next().unwrap());
        assert_eq!(Preferences::from_cookie_header(Some(&header)), chosen);
    }

    #[test]
    fn nonsense_and_languages_without_staff_pages_keep_the_default() {
        let header = "fk_preferences=ar.purple.<script>.";
        assert_eq!(Preferences::from_cookie_header(Some(header)), Preferences::default());
        assert_eq!(Preferences::from_cookie_header(None), Preferences::default());
    }

    #[test]
    fn a_form_changes_only_what_it_names() {
        let dark = Preferences::default().from_form([("theme", "dark"), ("back", "roomy")]);
        assert_eq!(dark, Preferences { theme: Theme::Dark, ..Preferences::default() });
    }
}
