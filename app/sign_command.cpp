// sign and timestamp.
#include "app/clock.hpp"
#include "app/command.hpp"
#include "app/disclosed.hpp"
#include "app/files.hpp"
#include "app/signer_files.hpp"
#include "app/verdict.hpp"
#include "app/verify_kinds.hpp"
#include "reports/answers.hpp"
#include "reports/text_width.hpp"
#include "signing/pdf_signature.hpp"
#include "signing/signature.hpp"
#include "signing/timestamp.hpp"

#include <string>
#include <utility>

namespace app {
namespace {

using ledger::Error;
using ledger::Result;
using ledger::Rule;

/// The most that a role or a declaration may say, in bytes: a signature is shown whole.
constexpr std::size_t most_said = 20'000;

/// Role and declaration are shown on a line each, beside what the program itself says.
std::optional<Error> unfit(const char* option, const std::string& said) {
  if (said.size() > most_said) {
    return Error{Rule::value_out_of_range,
                 {option, 0, 0},
                 std::to_string(said.size()) + " bytes",
                 "say it in at most " + std::to_string(most_said) +
                     " bytes, or put the whole into a file and sign that file too"};
  }
  if (said.find('\n') == said.npos && reports::showable(said) == said) return std::nullopt;
  return Error{Rule::value_out_of_range,
               {option, 0, 0},
               ledger::quoted(said, 80),
               "write it in UTF-8 on one line, without tabs and other control characters"};
}

/// A signature is never replaced.
std::optional<Error> signature_there(const std::string& out) {
  auto refused = taken(out);
  if (refused) {
    refused->found = "a signature of this name";
    refused->remedy = "move it away first, or sign a copy of the file under another name";
  }
  return refused;
}

/// Why what the book records about the person of this page does not hold; nothing when it does, or
/// when there is no book here, or none that knows the page.
std::optional<Finished> broken_behind(const Arguments& arguments, std::string_view bytes) {
  if (!exists(arguments.book)) return std::nullopt;
  try {
    const auto book = store::open_book(arguments.book, store::Access::untouched);
    if (!book) return std::nullopt;
    const auto reader = book.value()->read();
    const auto person = person_disclosed(*reader, bytes);
    if (person.empty() || !reader->person(person)) return std::nullopt;
    const auto why = why_withheld(*reader, person);
    if (why.empty()) return std::nullopt;
    return broken(arguments, arguments.book, why);
  } catch (const store::Damaged& damage) {
    return broken(arguments, arguments.book, damage.what());
  } catch (const store::Failure&) {
    return std::nullopt;  // said when the signature cannot be noted down
  }
}

Finished signed_answer(const Arguments& arguments, const std::string& signature,
                       std::string_view bytes) {
  record_disclosure(arguments, {disclosure("sign", {}, arguments.words.front(), bytes)});
  return Finished{reports::done("dpledger.signed/1", "Signed: " + signature + ".",
                                {{"file", arguments.words.front()},
                                 {"signature", signature},
                                 {"sha256", store::sha256_hex(bytes)},
                                 {"role", arguments.role},
                                 {"declaration", arguments.declaration}})};
}

/// The PDF with a timestamp in its last signature, or as it is when no service is named.
Result<std::string> stamped_pdf(const Arguments& arguments, std::string pdf) {
  if (arguments.service.empty()) return pdf;
  const auto& file = arguments.words.front();
  const auto stamped = stamped_by(arguments, signing::last_signature(pdf).value_or(""), file);
  if (!stamped) return stamped.errors();
  return signing::with_last_signature(pdf, file, stamped.value());
}

Outcome sign_inside(const Arguments& arguments, const std::string& pdf) {
  const auto& file = arguments.words.front();
  const auto& out = arguments.out.empty() ? file : arguments.out;
  if (!arguments.out.empty()) {
    if (auto refused = taken(out)) return *refused;
  }
  const auto signer = signer_of(arguments);
  if (!signer) return signer.errors();
  auto made = signing::sign_pdf(pdf, file, signer.value(), now());
  if (!made) return made.errors();
  const auto stamped = stamped_pdf(arguments, std::move(made).value());
  if (!stamped) return stamped.errors();
  if (arguments.out.empty()) {
    replace_file(out, stamped.value());
  } else if (auto refused = write_new_file(out, stamped.value())) {
    return *refused;
  }
  return signed_answer(arguments, out, stamped.value());
}

Outcome sign_beside(const Arguments& arguments, const std::string& bytes) {
  const auto& file = arguments.words.front();
  const auto out = arguments.out.empty() ? file + ".p7s" : arguments.out;
  if (auto refused = signature_there(out)) return *refused;
  const auto signer = signer_of(arguments);
  if (!signer) return signer.errors();
  const auto signature = signing::sign_detached(bytes, signer.value(), now());
  if (!signature) return signature.errors();
  const auto stamped = stamped_by(arguments, signature.value(), file);
  if (!stamped) return stamped.errors();
  if (auto refused = write_new_file(out, stamped.value())) return *refused;
  return signed_answer(arguments, out, bytes);
}

/// The signature that a timestamp is for, and where it stands.
struct ToStamp {
  std::string file;  ///< the PDF, or FILE.p7s
  std::string pdf;   ///< its bytes; empty when the signature stands beside its file
  std::string signature;
};

Result<ToStamp> to_stamp(const std::string& named) {
  auto bytes = read_file(named, largest_signed);
  if (!bytes) return bytes.errors();
  if (signing::is_pdf(bytes.value())) {
    auto signature = signing::last_signature(bytes.value());
    if (signature) return ToStamp{named, std::move(bytes).value(), std::move(*signature)};
    if (!exists(named + ".p7s")) {
      return Error{Rule::signature_missing,
                   {named, 0, 0},
                   "no signature in it that covers the whole of it",
                   ""};
    }
  }
  if (named.ends_with(".p7s")) return ToStamp{named, "", std::move(bytes).value()};
  const auto beside = named + ".p7s";
  if (!exists(beside)) return Error{Rule::signature_missing, {named, 0, 0}, "", ""};
  auto signature = read_file(beside);
  if (!signature) return signature.errors();
  return ToStamp{beside, "", std::move(signature).value()};
}

/// The first half: a query to be carried to the service.
Outcome write_query(const ToStamp& what) {
  const auto query = signing::timestamp_query(what.signature, what.file);
  if (!query) return query.errors();
  const auto out = what.file + ".tsq";
  if (auto refused = write_new_file(out, query.value())) {
    refused->remedy = "give the reply to it with --reply FILE, or move it away first";
    return *refused;
  }
  return Finished{reports::done("dpledger.timestamp/1",
                                "Written: " + out +
                                    ". Have a time-stamping service answer it, then give the "
                                    "answer with --reply FILE.",
                                {{"file", what.file}, {"query", out}})};
}

/// The second half: the answer, from a file.
Result<std::string> stamped_from_file(const Arguments& arguments, const ToStamp& what) {
  if (auto query = signing::timestamp_query(what.signature, what.file); !query)
    return query.errors();
  auto authority = authority_of(arguments);
  if (!authority) return authority.errors();
  auto bytes = read_file(arguments.reply, std::size_t{1} << 20U);
  if (!bytes) return bytes.errors();
  signing::TimestampReply reply{std::move(bytes).value(), arguments.reply, "",
                                std::move(authority).value(), arguments.authority};
  if (exists(what.file + ".tsq")) {
    auto query = read_file(what.file + ".tsq", std::size_t{1} << 20U);
    if (!query) return query.errors();
    reply.query = std::move(query).value();
  }
  return signing::with_timestamp(what.signature, reply, now());
}

}  // namespace

Outcome run_sign(const Arguments& arguments) {
  if (auto refused = unfit("--role", arguments.role)) return *refused;
  if (auto refused = unfit("--declare", arguments.declaration)) return *refused;
  const auto& file = arguments.words.front();
  if (arguments.out.empty() && exists(file + ".p7s")) return *signature_there(file + ".p7s");
  const auto bytes = read_file(file, largest_signed);
  if (!bytes) return bytes.errors();
  if (auto withheld = broken_behind(arguments, bytes.value())) return *withheld;
  return signing::is_pdf(bytes.value()) ? sign_inside(arguments, bytes.value())
                                        : sign_beside(arguments, bytes.value());
}

Outcome run_timestamp(const Arguments& arguments) {
  const auto what = to_stamp(arguments.words.front());
  if (!what) return what.errors();
  if (arguments.service.empty() && arguments.reply.empty()) return write_query(what.value());
  const auto& [file, pdf, signature] = what.value();
  const auto stamped = arguments.reply.empty() ? stamped_by(arguments, signature, file)
                                               : stamped_from_file(arguments, what.value());
  if (!stamped) return stamped.errors();
  if (pdf.empty()) {
    replace_file(file, stamped.value());
  } else {
    const auto whole = signing::with_last_signature(pdf, file, stamped.value());
    if (!whole) return whole.errors();
    replace_file(file, whole.value());
  }
  return Finished{reports::done("dpledger.timestamp/1", "Timestamped: " + file + ".",
                                {{"file", file}, {"query", ""}})};
}

}  // namespace app
