//! Plans: from the texts a person gives to steps.

pub mod document;
