//! Small sets of numbers that may hold too much.

/// A set of numbers; those that are the same modulo its bits share one.
#[derive(Clone, Copy, Debug)]
pub struct Bits<const N: usize>([u64; N]);

impl<const N: usize> Default for Bits<N> {
    fn default() -> Bits<N> {
        Bits([0; N])
    }
}

impl<const N: usize> Bits<N> {
    /// Adds a number.
    pub fn add(&mut self, number: u32) {
        self.0[number as usize / 64 % N] |= 1 << (number % 64);
    }

    /// Whether a number may be in it.
    pub fn holds(&self, number: u32) -> bool {
        self.0[number as usize / 64 % N] >> (number % 64) & 1 == 1
    }

    /// Adds the numbers of another set.
    pub fn join(&mut self, other: &Bits<N>) {
        self.0.iter_mut().zip(&other.0).for_each(|(all, bits)| *all |= bits);
    }
}
