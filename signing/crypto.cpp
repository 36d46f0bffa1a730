#include "signing/crypto.hpp"

#include "ledger/ensure.hpp"

#include <limits>

#include <openssl/err.h>

namespace signing {

Bio reading(std::string_view bytes) {
  ledger::ensure(bytes.size() <= std::numeric_limits<int>::max(), "what is signed fits in memory");
  return Bio{BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size()))};
}

Bio writing() {
  return Bio{BIO_new(BIO_s_mem())};
}

std::string written(BIO* bio) {
  char* bytes = nullptr;
  const long size = BIO_ctrl(bio, BIO_CTRL_INFO, 0, &bytes);
  return size > 0 ? std::string{bytes, static_cast<std::size_t>(size)} : std::string{};
}

std::string openssl_error() {
  const auto code = ERR_get_error();
  ERR_clear_error();
  const char* reason = code == 0 ? nullptr : ERR_reason_error_string(code);
  return reason == nullptr ? "unknown reason" : reason;
}

}  // namespace signing
