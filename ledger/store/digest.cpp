#include "ledger/store/digest.hpp"

#include "ledger/ensure.hpp"
#include "ledger/store/book.hpp"

#include <cstddef>

#include <openssl/evp.h>
#include <openssl/rand.h>

namespace store {

using ledger::ensure;

namespace {

/// Fetched once: a fetch costs more than hashing a row.
const EVP_MD* algorithm() {
  static const std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> fetched{
      EVP_MD_fetch(nullptr, "SHA256", nullptr), &EVP_MD_free};
  ensure(fetched != nullptr, "the cryptographic library knows SHA-256");
  return fetched.get();
}

std::string_view characters(const unsigned char* bytes, std::size_t size) {
  return {reinterpret_cast<const char*>(bytes), size};
}

int nibble(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  return -1;
}

}  // namespace

struct Hasher::Context {
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> evp{EVP_MD_CTX_new(), &EVP_MD_CTX_free};
};

Hasher::Hasher() : context_{std::make_unique<Context>()} {
  ensure(context_->evp != nullptr, "a digest context can be made");
  restart();
}
Hasher::~Hasher() = default;

void Hasher::restart() {
  ensure(EVP_DigestInit_ex2(context_->evp.get(), algorithm(), nullptr) == 1, "a digest starts");
}

Hasher& Hasher::add(std::string_view bytes) {
  ensure(EVP_DigestUpdate(context_->evp.get(), bytes.data(), bytes.size()) == 1,
         "a digest goes on");
  return *this;
}

Digest Hasher::finish() {
  Digest digest{};
  unsigned int size = 0;
  ensure(EVP_DigestFinal_ex(context_->evp.get(), digest.data(), &size) == 1, "a digest ends");
  ensure(size == digest.size(), "SHA-256 has 32 bytes");
  restart();
  return digest;
}

Salt random_salt() {
  Salt salt{};
  ensure(RAND_bytes(salt.data(), static_cast<int>(salt.size())) == 1, "the system gives chance");
  return salt;
}

std::string_view bytes_of(const Digest& digest) {
  return characters(digest.data(), digest.size());
}
std::string_view bytes_of(const Salt& salt) {
  return characters(salt.data(), salt.size());
}

std::string hex(std::string_view bytes) {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    out += digits[value >> 4U];
    out += digits[value & 15U];
  }
  return out;
}

std::string from_hex(std::string_view hexadecimal) {
  if (hexadecimal.size() % 2 != 0) return {};
  std::string out;
  out.reserve(hexadecimal.size() / 2);
  for (std::size_t at = 0; at < hexadecimal.size(); at += 2) {
    const int high = nibble(hexadecimal[at]);
    const int low = nibble(hexadecimal[at + 1]);
    if (high < 0 || low < 0) return {};
    out += static_cast<char>(high * 16 + low);
  }
  return out;
}

std::string sha256_hex(std::string_view bytes) {
  Hasher hasher;
  return hex(bytes_of(hasher.add(bytes).finish()));
}

}  // namespace store
