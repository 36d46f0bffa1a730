// Timestamps, answered by openssl's own service: from files, and from a small listener that stands
// for a service on the network.
#include "tests/app/support_signing.hpp"

#include <cstdlib>
#include <functional>
#include <string>

#include <catch2/catch.hpp>
#include <netinet/in.h>
#include <nlohmann/json.hpp>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

using nlohmann::json;
using support::Folder;
using support::for_documents;
using support::make_signer;
using support::make_time_stamper;
using support::refused_by;
using support::shell;
using support::sign;
using support::small_pdf;
using support::Words;

namespace {

constexpr const char* answer_query =
    "ts -reply -config tsa.cnf -section tsa -queryfile QUERY -signer tsa.pem -inkey tsa.key -out "
    "REPLY";

void answer(const Folder& folder, const std::string& query, const std::string& reply) {
  std::string command = answer_query;
  command.replace(command.find("QUERY"), 5, query);
  command.replace(command.find("REPLY"), 5, reply);
  support::openssl(folder, command);
}

json verified(const Folder& folder, const std::string& file, int exit, const Words& more = {}) {
  Words words{"verify", file, "--json"};
  words.insert(words.end(), more.begin(), more.end());
  const auto ran = folder.run(words);
  CAPTURE(ran.out, ran.err);
  REQUIRE(ran.exit == exit);
  const auto told = json::parse(ran.out)["files"][0];
  return told.contains("signatures") ? json(told["signatures"].back()) : told;
}

/// Answers one request on a port of this machine in a process of its own, and ends.
class Service {
 public:
  explicit Service(const std::function<std::string(const std::string&)>& reply) {
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* plain = reinterpret_cast<sockaddr*>(&address);
    REQUIRE(::bind(listener, plain, size) == 0);
    REQUIRE(::listen(listener, 1) == 0);
    REQUIRE(::getsockname(listener, plain, &size) == 0);
    port_ = ntohs(address.sin_port);
    child_ = ::fork();
    if (child_ == 0) {
      serve(::accept(listener, nullptr, nullptr), reply);
      ::_exit(0);
    }
    ::close(listener);
  }
  ~Service() {
    ::kill(child_, SIGKILL);
    ::waitpid(child_, nullptr, 0);
  }
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/tsa"; }

 private:
  static void serve(int caller, const std::function<std::string(const std::string&)>& reply) {
    std::string request;
    char block[4096];
    while (true) {
      const auto head = request.find("\r\n\r\n");
      const auto length = request.find("Content-Length: ");
      if (head != request.npos && length != request.npos &&
          request.size() >= head + 4 + std::stoul(request.substr(length + 16))) {
        const auto text = reply(request.substr(head + 4));
        if (::write(caller, text.data(), text.size()) < 0) return;
        ::close(caller);
        return;
      }
      const auto got = ::read(caller, block, sizeof block);
      if (got <= 0) return;
      request.append(block, static_cast<std::size_t>(got));
    }
  }

  int port_ = 0;
  pid_t child_ = -1;
};

std::string http(const std::string& body) {
  return "HTTP/1.0 200 OK\r\nContent-Type: application/timestamp-reply\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string honest_reply(const Folder& folder, const std::string& query) {
  folder.write("asked", query);
  std::string command = answer_query;
  command.replace(command.find("QUERY"), 5, "asked");
  command.replace(command.find("REPLY"), 5, "answered");
  folder.run_other({"sh", "-c", "openssl " + command});
  return http(folder.read("answered"));
}

/// A PDF or a text to sign, with the name of where its signature is kept.
struct Signed {
  std::string file, signature;
};

Signed sign_one(const Folder& folder, bool as_pdf) {
  const std::string file = as_pdf ? "page.pdf" : "page.txt";
  folder.write(file, as_pdf ? small_pdf("One") : "one\n");
  REQUIRE(folder.run(sign(file, "ann")).exit == 0);
  return {file, as_pdf ? file : file + ".p7s"};
}

}  // namespace

TEST_CASE("a timestamp carried there and back goes into the signature", "[app][timestamp]") {
  const Folder folder;
  make_signer(folder, "ann", for_documents);
  make_time_stamper(folder);
  const auto [file, signature] = sign_one(folder, GENERATE(true, false));
  const auto before = folder.read(signature);
  REQUIRE(folder.run({"timestamp", file}).exit == 0);
  CHECK(folder.read(signature) == before);
  answer(folder, signature + ".tsq", "reply.tsr");
  REQUIRE(folder.run({"timestamp", file, "--reply", "reply.tsr", "--ca", "ca.pem"}).exit == 0);
  const auto told = verified(folder, file, 0, {"--ca", "ca.pem"});
  CHECK(told["timestamp_trusted"] == "yes");
  CHECK(told["judged_as_of"] == "the timestamp");
  CHECK(verified(folder, file, 0)["judged_as_of"] == "today");
  CHECK(refused_by(folder, {"timestamp", file}) == "signature-missing");
  CHECK(shell(folder, "stat -c %a " + signature) == "600\n");
}

TEST_CASE("a service on the network is asked while signing", "[app][timestamp]") {
  const Folder folder;
  make_signer(folder, "ann", for_documents);
  make_time_stamper(folder);
  folder.write("page.pdf", small_pdf("One"));
  const Service service{[&](const std::string& query) { return honest_reply(folder, query); }};
  auto words = sign("page.pdf", "ann");
  words.insert(words.end(), {"--tsa", service.url(), "--ca", "ca.pem"});
  const auto ran = folder.run(words);
  CAPTURE(ran.out, ran.err);
  REQUIRE(ran.exit == 0);
  CHECK(verified(folder, "page.pdf", 0, {"--ca", "ca.pem"})["timestamp_trusted"] == "yes");
}

TEST_CASE("a service that fails leaves nothing signed", "[app][timestamp]") {
  const Folder folder;
  make_signer(folder, "ann", for_documents);
  make_time_stamper(folder);
  folder.write("page.txt", "one\n");
  folder.write("other.txt", "two\n");
  auto words = sign("page.txt", "ann");
  const auto ask = [&](const std::string& url) {
    words.insert(words.end(), {"--tsa", url, "--json"});
    return folder.run(words).exit;
  };
  SECTION("nobody answers") {
    CHECK(ask("http://127.0.0.1:1/") == 4);
  }
  SECTION("it answers something else") {
    const Service service{[](const std::string&) { return http("no\n"); }};
    CHECK(ask(service.url()) == 4);
  }
  SECTION("it is not there any more") {
    const Service service{[](const std::string&) { return "HTTP/1.0 404 No\r\n\r\n"; }};
    CHECK(ask(service.url()) == 4);
  }
  SECTION("its address is of another kind") {
    CHECK(ask("https://127.0.0.1/") == 1);
  }
  SECTION("it answers another query") {
    REQUIRE(folder.run(sign("other.txt", "ann")).exit == 0);
    REQUIRE(folder.run({"timestamp", "other.txt"}).exit == 0);
    const Service service{
        [&](const std::string&) { return honest_reply(folder, folder.read("other.txt.p7s.tsq")); }};
    CHECK(ask(service.url()) == 1);
  }
  CHECK(folder.read("page.txt.p7s").empty());
}

TEST_CASE("a reply that does not fit is refused, and the signature stays as it is",
          "[app][timestamp]") {
  const Folder folder;
  make_signer(folder, "ann", for_documents);
  make_time_stamper(folder);
  const auto [file, signature] = sign_one(folder, GENERATE(true, false));
  const auto before = folder.read(signature);
  Words words{"timestamp", file, "--reply", "reply.tsr"};
  REQUIRE(folder.run({"timestamp", file}).exit == 0);
  const auto query = signature + ".tsq";
  SECTION("over something else") {
    folder.write("other", "other\n");
    support::openssl(folder, "ts -query -data other -sha256 -cert -out other.tsq");
    answer(folder, "other.tsq", "reply.tsr");
  }
  SECTION("no reply at all") {
    folder.write("reply.tsr", "granted, honestly\n");
  }
  SECTION("the service declined") {
    folder.write("weak", "weak\n");
    support::openssl(folder, "ts -query -data weak -md5 -cert -out weak.tsq");
    answer(folder, "weak.tsq", "reply.tsr");
  }
  SECTION("the same query in other words, answered for another number") {
    shell(folder, "rm " + query);
    REQUIRE(folder.run({"timestamp", file}).exit == 0);
    answer(folder, query, "reply.tsr");
    shell(folder, "rm " + query);
    REQUIRE(folder.run({"timestamp", file}).exit == 0);
  }
  SECTION("from a service that the authority given does not know") {
    answer(folder, query, "reply.tsr");
    support::openssl(folder,
                     "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout o.key "
                     "-out other.pem -subj '/CN=Other' -days 30");
    words.insert(words.end(), {"--ca", "other.pem"});
  }
  CHECK(refused_by(folder, words) == "timestamp-refused");
  CHECK(folder.read(signature) == before);
}

TEST_CASE("an expired certificate holds when a trusted timestamp is older", "[app][timestamp]") {
  const Folder folder;
  make_signer(folder, "ann", for_documents);
  make_time_stamper(folder);
  const auto [file, signature] = sign_one(folder, GENERATE(true, false));
  REQUIRE(folder.run({"timestamp", file}).exit == 0);
  answer(folder, signature + ".tsq", "reply.tsr");
  REQUIRE(folder.run({"timestamp", file, "--reply", "reply.tsr"}).exit == 0);
  const auto in_a_year = [&, name = file](const Words& more) {
    // What moves the clock is loaded before the sanitizer, which asks to be the first.
    Words words{"env",
                "ASAN_OPTIONS=verify_asan_link_order=0",
                "faketime",
                "+1 year",
                DPLEDGER_PROGRAM,
                "verify",
                name};
    words.insert(words.end(), more.begin(), more.end());
    return folder.run_other(words);
  };
  CHECK(in_a_year({"--ca", "ca.pem"}).exit == 0);
  const auto alone = in_a_year({});
  CHECK(alone.exit == 3);
  CHECK(alone.out.find("expired on") != std::string::npos);
  CHECK(folder.run({"verify", file, "--as-of", "2099-01-01"}).exit == 0);
}

TEST_CASE("there has to be a signature to put a timestamp on", "[app][timestamp]") {
  const Folder folder;
  folder.write("page.pdf", small_pdf("One"));
  folder.write("page.txt", "one\n");
  folder.write("noise.p7s", "noise\n");
  CHECK(refused_by(folder, {"timestamp", "page.pdf"}) == "signature-missing");
  CHECK(refused_by(folder, {"timestamp", "page.txt"}) == "signature-missing");
  CHECK(refused_by(folder, {"timestamp", "noise.p7s"}) == "signature-missing");
}
