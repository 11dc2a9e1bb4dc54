//! Splitting, roles, printing.
