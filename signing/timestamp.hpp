// Timestamps (RFC 3161): a service says when a signature was there. It is asked with a query that
// holds a hash of the signature alone; app/timestamp_service.hpp carries it there, or people do, as
// files.
#pragma once

#include "ledger/result.hpp"

#include <ctime>
#include <optional>
#include <string>
#include <string_view>

namespace signing {

/// The query (DER) for a signature (CMS, DER). Refused (signature_missing) when it is none, or has
/// a timestamp already. `file` is for refusals.
ledger::Result<std::string> timestamp_query(std::string_view signature, const std::string& file);

/// A reply and what it is to be judged by.
struct TimestampReply {
  std::string bytes;  ///< DER
  std::string from;   ///< file or address, for refusals
  std::string query;  ///< DER; empty when it is not at hand: then its number is not compared
  std::optional<std::string> authority_pem;
  std::string authority_file;
};

/// The signature with the timestamp in it. Refused (timestamp_refused) when the service declined,
/// or its timestamp is not over this signature, is not signed for timestamps, or, where an
/// authority is given, is not vouched for.
ledger::Result<std::string> with_timestamp(std::string_view signature, const TimestampReply& reply,
                                           std::time_t now);

}  // namespace signing
