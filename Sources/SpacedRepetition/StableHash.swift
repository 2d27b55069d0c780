/// A hash that is the same on every platform, in every run and in every release.
///
/// `Hasher` is seeded anew in each process, so nothing stored or repeatable may rest on it. This one
/// is FNV-1a with 64 bits: quick and well mixed, but no defence against someone who wants collisions.
package enum StableHash {
  /// Hashes the text's UTF-8 bytes.
  ///
  /// Canonically equivalent texts of different bytes (é as one scalar or as two) hash differently.
  package static func fnv1a(_ text: String) -> UInt64 { fnv1a(text.utf8) }

  /// Hashes bytes.
  package static func fnv1a(_ bytes: some Sequence<UInt8>) -> UInt64 {
    // Offset basis and prime from the FNV reference (Fowler, Noll, Vo).
    bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
  }
}
