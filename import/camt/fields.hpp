// What is read of a CAMT message: which element, by its path, is which field of what.
//
// Source    ISO 20022, camt.052, .053 and .054, versions 01 to 13: the parts that all of them have,
//           by local names, so that prefixes and namespaces do not matter.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace imports::camt {

/// The part of a message that an element stands in: the nearest of these around it.
enum class Section : std::uint8_t { outside, statement, balance, total, entry, details };

enum class Field : std::uint8_t {
  none,
  // statement
  made_on,
  from,
  to,
  iban,
  other_number,
  number_scheme,
  sort_code,
  account_currency,
  owner,
  account_name,
  // balance, entry, details
  code,
  amount,
  part_amount,  ///< of the details, where they have no amount of their own
  direction,
  // total
  count,
  sum,
  // entry
  state,
  booked_on,
  valued_on,
  servicer_reference,
  domain,
  family,
  sub_family,
  own_type,
  remark,
  batch_count,
  batch_id,
  // details
  creditor,
  ultimate_creditor,
  creditor_account,
  debtor,
  ultimate_debtor,
  debtor_account,
  initiator,
  remittance,
  end_to_end,
  mandate,
};

/// A path of elements from where its section begins.
using Path = std::uint64_t;
inline constexpr Path nowhere = ~Path{0};

/// The path one element further down; `nowhere` below what nothing is read of.
Path further(Path path, std::string_view name);
/// The section that begins with the element at `path` of `section`; the same one when none does.
Section section_at(Section section, Path path);
/// What the element at `path` of `section` says.
Field field_at(Section section, Path path);

/// An element's text as it stands in the file.
struct Written {
  Field field = Field::none;
  std::string_view content;
  std::string_view attributes;
  std::size_t offset = 0;  ///< of its tag
};

/// What was read of one section: the first of each field, and all of its remittance texts.
class Fields {
 public:
  void begin(std::size_t offset) {
    seen_ = 0;
    remittance_.clear();
    offset_ = offset;
  }
  void add(const Written& written) {
    if (written.field == Field::remittance) return remittance_.push_back(written);
    if (find(written.field) != nullptr) return;
    seen_ |= bit(written.field);
    single_[static_cast<std::size_t>(written.field)] = written;
  }
  /// Nothing when there is none.
  const Written* find(Field field) const {
    return (seen_ & bit(field)) == 0 ? nullptr : &single_[static_cast<std::size_t>(field)];
  }
  const std::vector<Written>& remittance() const { return remittance_; }
  std::size_t offset() const { return offset_; }

 private:
  static constexpr std::size_t count = static_cast<std::size_t>(Field::mandate) + 1;
  static_assert(count <= 64);
  static constexpr std::uint64_t bit(Field field) {
    return std::uint64_t{1} << static_cast<unsigned>(field);
  }

  std::array<Written, count> single_{};
  std::uint64_t seen_ = 0;
  std::vector<Written> remittance_;
  std::size_t offset_ = 0;
};

}  // namespace imports::camt
