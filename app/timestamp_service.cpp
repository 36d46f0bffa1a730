#include "app/timestamp_service.hpp"

#include "ledger/store/book.hpp"
#include "signing/crypto.hpp"

#include <array>
#include <csignal>
#include <memory>

#include <openssl/err.h>
#include <openssl/http.h>

namespace app {
namespace {

using ledger::Error;
using ledger::Rule;

constexpr int seconds_to_wait = 20;
constexpr std::size_t largest_reply = std::size_t{64} << 10U;

struct TextFreed {
  void operator()(char* text) const { OPENSSL_free(text); }
};
using Text = std::unique_ptr<char, TextFreed>;

/// A service that hangs up while it is written to shall not end the program.
class DeafToBrokenPipes {
 public:
  DeafToBrokenPipes() : before_{std::signal(SIGPIPE, SIG_IGN)} {}
  ~DeafToBrokenPipes() { std::signal(SIGPIPE, before_); }
  DeafToBrokenPipes(const DeafToBrokenPipes&) = delete;
  DeafToBrokenPipes& operator=(const DeafToBrokenPipes&) = delete;

 private:
  void (*before_)(int);
};

}  // namespace

ledger::Result<std::string> ask_service(const std::string& address, std::string_view query) {
  char* host = nullptr;
  char* port = nullptr;
  char* path = nullptr;
  int encrypted = 0;
  const bool understood = OSSL_HTTP_parse_url(address.c_str(), &encrypted, nullptr, &host, &port,
                                              nullptr, &path, nullptr, nullptr) == 1;
  const Text host_held{host};
  const Text port_held{port};
  const Text path_held{path};
  if (!understood || encrypted != 0) {
    ERR_clear_error();
    return Error{Rule::not_supported,
                 {address, 0, 0},
                 "timestamps are asked for at an http:// address",
                 "the reply is signed, so that http is as good; else carry the query there: see "
                 "`dpledger help timestamp`"};
  }
  const auto body = signing::reading(query);
  const DeafToBrokenPipes deaf;
  const signing::Bio reply{
      OSSL_HTTP_transfer(nullptr, host, port, path, 0, nullptr, nullptr, nullptr, nullptr, nullptr,
                         nullptr, 0, nullptr, "application/timestamp-query", body.get(),
                         "application/timestamp-reply", 1, largest_reply, seconds_to_wait, 0)};
  if (!reply) {
    throw store::Failure{address + ": the time-stamping service gave no timestamp (" +
                         signing::openssl_error() + "); nothing was changed"};
  }
  std::string bytes;
  std::array<char, 4096> block{};
  while (bytes.size() <= largest_reply) {
    const int got = BIO_read(reply.get(), block.data(), static_cast<int>(block.size()));
    if (got <= 0) break;
    bytes.append(block.data(), static_cast<std::size_t>(got));
  }
  return bytes;
}

}  // namespace app
