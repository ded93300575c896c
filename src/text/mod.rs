//! What the letters, syllables and dates of Vietnamese text are.
