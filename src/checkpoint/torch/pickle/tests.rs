//! Pickles that hold, and pickles that do not.
