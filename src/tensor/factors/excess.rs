//! How much a subspace falls short of the best: what is promised of every approximation, and how that is known.
//!
//! The error of the best approximation of `A` by one of rank *r* is `T = Σ σ²` over all singular values but the
//! first *r*, as a square. That of `A V V'`, for *r* orthonormal columns `V`, is `T + D`, and its root is larger by
//! the share `D / 2T`. Promised are [`SHARE`] and [`FLOOR`]: `D` is at most so much of `T` and of `‖A‖²`.

/// What `D` may be of `T`: the error itself is then larger by 1e-9 at most.
pub const SHARE: f64 = 2e-9;

/// What `D` may be of `‖A‖²`, whatever `T` is: so much less than rounding the result to single precision adds (2^-48)
/// that it is never seen, and no less than decompositions in double precision can tell.
pub const FLOOR: f64 = 1.0 / (1_u128 << 80) as f64;

/// The part of what is allowed that an estimate may take, which leaves out terms of higher order.
const CAUTION: f64 = 0.25;

/// Approximate singular triples, of which the first `rank` are wanted, and what is missing.
#[derive(Debug)]
pub struct Estimate<'a> {
    /// Approximate singular values, descending, of orthonormal vectors with `A V = U S`.
    pub values: &'a [f64],
    /// The norm of what is missing for each of the first to be exact, `A' u - s v`.
    pub missing: &'a [f64],
    pub rank: usize,
    /// `‖A‖²`.
    pub squares: f64,
}

impl Estimate<'_> {
    /// `D` of the wanted vectors.
    ///
    /// The missing parts `e` are what couples the vectors with those outside their span. To first order in `‖e‖²`
    /// each adds `‖e‖² s² / (s² - μ)`, where `μ`, of which the last of the values is an estimate, is the largest
    /// eigenvalue of `A' A` outside the span (quadratic residual bounds: Mathias, SIAM J. Matrix Anal. Appl. 19,
    /// 1998; Saad, *Numerical Methods for Large Eigenvalue Problems*, 2011, §3.2). Where there is no such gap the
    /// sum of the first eigenvalues still changes by no more than the sum of singular values of a perturbation (Ky
    /// Fan, 1949), here at most `√r ‖e‖ s` each.
    pub fn excess(&self) -> f64 {
        let outside = self.values.last().map_or(0.0, |last| last * last);
        let root = (self.rank as f64).sqrt();
        let pairs = self.values.iter().zip(self.missing).take(self.rank);
        let terms = pairs.map(|(value, missing)| {
            let linear = root * missing * value;
            let gap = value * value - outside;
            match gap > 0.0 {
                true => linear.min((missing * value).powi(2) / gap),
                false => linear,
            }
        });
        terms.sum()
    }

    /// `D` as it is allowed.
    pub fn allowed(&self) -> f64 {
        let wanted = self.values.iter().take(self.rank);
        let found: f64 = wanted.map(|value| value * value).sum();
        CAUTION * allowed(self.squares - found, self.squares)
    }
}

/// Whether the eigenvectors of `A' A`, which are exact but for rounding errors in it, are as good as promised, given
/// all eigenvalues.
///
/// The rounding errors are a matrix of norm about `ε √n λ`, for the largest eigenvalue `λ`; the sum of the first
/// *r* eigenvalues within the span found is less than the largest by twice *r* times that at most, or *n - r* times
/// (Ky Fan, 1949).
pub fn is_small(values: &[f64], rank: usize) -> bool {
    let size = values.len();
    let largest = values.first().copied().unwrap_or_default();
    let rounding = f64::EPSILON * (size as f64).sqrt() * largest;
    let excess = 2.0 * rank.min(size - rank) as f64 * rounding;
    let rest = values.iter().skip(rank).sum();
    excess <= allowed(rest, values.iter().sum())
}

fn allowed(rest: f64, squares: f64) -> f64 {
    SHARE * rest.max(0.0) + FLOOR * squares
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_estimate_is_no_less_than_what_is_missing() {
        // Of diag(3, 2, 1), the span of the second axis and of one turned from the first toward the third.
        for turn in [1e-1_f64, 1e-3, 1e-5] {
            let (sine, cosine) = turn.sin_cos();
            let value = (3.0 * cosine).hypot(sine);
            let back = [9.0 * cosine / value, sine / value];
            let missing = (back[0] - value * cosine).hypot(back[1] - value * sine);
            let estimate = Estimate {
                values: &[value, 2.0],
                missing: &[missing, 0.0],
                rank: 1,
                squares: 14.0,
            };
            let excess = 8.0 * sine * sine;
            assert!(estimate.excess() >= excess, "{turn}");
            assert!(estimate.excess() < 2.0 * excess, "{turn}");
            assert!((estimate.allowed() / (CAUTION * SHARE) - 5.0).abs() < 0.1);
        }
    }

    #[test]
    fn without_a_gap_the_estimate_is_linear() {
        let estimate = |missing| Estimate {
            values: &[1.0, 1.0, 1.0, 1.0, 1.0],
            missing,
            rank: 4,
            squares: 9.0,
        };
        assert_eq!(estimate(&[0.0; 4]).excess(), 0.0);
        let some = estimate(&[1e-3; 4]).excess();
        assert!((some - 8e-3).abs() < 1e-12);
    }

    #[test]
    fn squares_tell_too_little_where_nearly_all_is_found() {
        let falling = |by: f64| -> Vec<f64> { (0..100).map(|at| by.powi(2 * at)).collect() };
        let cases = [
            (falling(1.0), 10, true),
            (falling(0.9), 10, true),
            (falling(0.9), 90, false),
            (falling(0.9), 100, true),
            (falling(0.5), 30, false),
            (vec![0.0; 5], 2, true),
            (vec![4.0, 0.0, -1e-16], 1, false),
        ];
        for (values, rank, expected) in cases {
            assert_eq!(is_small(&values, rank), expected, "{values:?} {rank}");
        }
    }
}
