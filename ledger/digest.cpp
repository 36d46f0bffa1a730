#include "ledger/digest.hpp"

#include "ledger/ensure.hpp"

#include <algorithm>

#include <openssl/evp.h>

namespace ledger {
namespace {

// Fetched once: EVP_sha256() would look the algorithm up again for each digest.
const EVP_MD* algorithm() {
  static const EVP_MD* const fetched = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  ensure(fetched != nullptr, "OpenSSL has SHA-256");
  return fetched;
}

/// What was added waits here until there is enough: a call of OpenSSL costs more than to digest a
/// short field.
struct Running {
  EVP_MD_CTX* evp = EVP_MD_CTX_new();
  std::array<char, 512> waiting{};
  std::size_t waits = 0;

  void update(std::string_view bytes) const {
    ensure(EVP_DigestUpdate(evp, bytes.data(), bytes.size()) == 1, "a digest can be continued");
  }
  void flush() {
    update({waiting.data(), waits});
    waits = 0;
  }
};

Running& running(void* context) {
  return *static_cast<Running*>(context);
}

}  // namespace

Sha256::Sha256() : context_{new Running} {
  ensure(running(context_).evp != nullptr &&
             EVP_DigestInit_ex2(running(context_).evp, algorithm(), nullptr) == 1,
         "a digest can be started");
}

Sha256::~Sha256() {
  EVP_MD_CTX_free(running(context_).evp);
  delete static_cast<Running*>(context_);
}

Sha256& Sha256::add(std::string_view bytes) {
  Running& digest = running(context_);
  if (digest.waits + bytes.size() > digest.waiting.size()) digest.flush();
  if (bytes.size() > digest.waiting.size()) {
    digest.update(bytes);
    return *this;
  }
  std::ranges::copy(bytes, digest.waiting.data() + digest.waits);
  digest.waits += bytes.size();
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
  Running& all = running(context_);
  all.flush();
  ensure(EVP_DigestFinal_ex(all.evp, digest.data(), nullptr) == 1 &&
             EVP_DigestInit_ex2(all.evp, nullptr, nullptr) == 1,
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
