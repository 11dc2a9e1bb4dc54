//! Low-rank factors: as near as any of their rank, of every spectrum and shape, the same bits each time.

mod spectra;
mod verbs;
