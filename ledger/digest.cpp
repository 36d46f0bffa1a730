#include "ledger/digest.hpp"

#include "ledger/ensure.hpp"

#include <openssl/evp.h>

namespace ledger {
namespace {

// Fetched once: EVP_sha256() would look the algorithm up again for each digest.
const EVP_MD* algorithm() {
  static const EVP_MD* const fetched = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  ensure(fetched != nullptr, "OpenSSL has SHA-256");
  return fetched;
}

EVP_MD_CTX* context_of(void* context) {
  return static_cast<EVP_MD_CTX*>(context);
}

}  // namespace

Sha256::Sha256() : context_{EVP_MD_CTX_new()} {
  ensure(context_ != nullptr && EVP_DigestInit_ex2(context_of(context_), algorithm(), nullptr) == 1,
         "a digest can be started");
}

Sha256::~Sha256() {
  EVP_MD_CTX_free(context_of(context_));
}

Sha256& Sha256::add(std::string_view bytes) {
  ensure(EVP_DigestUpdate(context_of(context_), bytes.data(), bytes.size()) == 1,
         "a digest can be continued");
  return *this;
}

Sha256& Sha256::field(std::string_view bytes) {
  return field(static_cast<std::int64_t>(bytes.size())).add(bytes);
}

Sha256& Sha256::field(std::int64_t number) {
  std::array<char, 8> bytes{};
  auto left = static_cast<std::uint64_t>(number);
  for (std::size_t i = bytes.size(); i > 0; --i) {
    bytes[i - 1] = static_cast<char>(left & 0xFFU);
    left >>= 8U;
  }
  return add({bytes.data(), bytes.size()});
}

Digest Sha256::take() {
  Digest digest{};
  ensure(EVP_DigestFinal_ex(context_of(context_), digest.data(), nullptr) == 1 &&
             EVP_DigestInit_ex2(context_of(context_), nullptr, nullptr) == 1,
         "a digest can be taken");
  return digest;
}

Digest sha256(std::string_view bytes) {
  thread_local Sha256 digest;
  return digest.add(bytes).take();
}

std::int64_t leading_number(const Digest& digest) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < 8; ++i) number = (number << 8U) | digest[i];
  return static_cast<std::int64_t>(number);
}

std::string text(const Digest& digest) {
  static constexpr std::string_view hex = "0123456789abcdef";
  std::string out;
  out.reserve(64);
  for (const auto byte : digest) {
    out += hex[byte >> 4U];
    out += hex[byte & 0xFU];
  }
  return out;
}

}  // namespace ledger
