// SHA-256 and the salt of a commitment. The only home of OpenSSL below app/.
//
// Errors    Defect: the cryptographic library gave no digest, which no input can cause.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>

namespace store {

using Digest = std::array<unsigned char, 32>;
using Salt = std::array<unsigned char, 16>;

/// One digest after another with one fetched algorithm and one context.
class Hasher {
 public:
  Hasher();
  ~Hasher();
  Hasher(const Hasher&) = delete;
  Hasher& operator=(const Hasher&) = delete;

  Hasher& add(std::string_view bytes);
  /// The digest of what was added since the last one.
  Digest finish();

 private:
  void restart();
  struct Context;
  std::unique_ptr<Context> context_;
};

Salt random_salt();

std::string_view bytes_of(const Digest& digest);
std::string_view bytes_of(const Salt& salt);
/// Lower-case hexadecimal.
std::string hex(std::string_view bytes);
/// The bytes of lower-case hexadecimal; empty when it is none.
std::string from_hex(std::string_view hexadecimal);

}  // namespace store
