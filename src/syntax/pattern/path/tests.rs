//! Tokens and matching of path patterns.
