//! The rules and the errors of the dialect.
