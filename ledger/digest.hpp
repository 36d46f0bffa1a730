// SHA-256, from OpenSSL: a pure function of bytes, so that identities (of lines, findings, files,
// links) can be worked out anywhere. Source: FIPS 180-4.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace ledger {

using Digest = std::array<std::uint8_t, 32>;

/// Adds up bytes and gives their digest. One at a time a thread; cheap to start again.
class Sha256 {
 public:
  Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;
  ~Sha256();
  Sha256& add(std::string_view bytes);
  /// The length (eight bytes, most significant first), then the bytes: no two lists of fields meet.
  Sha256& field(std::string_view bytes);
  Sha256& field(std::int64_t number);
  /// The digest of all that was added; starts again.
  Digest take();

 private:
  void* context_;
};

Digest sha256(std::string_view bytes);
/// The first eight bytes, most significant first.
std::int64_t leading_number(const Digest& digest);
/// Lower-case hexadecimal.
std::string text(const Digest& digest);

}  // namespace ledger
