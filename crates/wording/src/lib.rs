//! Texts for people: Fluent files, one folder per language.
