#include "reconcile/subsets.hpp"

namespace reconcile {
namespace {

class Search {
 public:
  Search(std::span<const std::int64_t> values, std::size_t most) : values_{values}, most_{most} {
    most_left_.resize(values.size() + 1);
    least_left_.resize(values.size() + 1);
    for (std::size_t i = values.size(); i-- > 0;) {
      most_left_[i] = most_left_[i + 1] + (values[i] > 0 ? values[i] : 0);
      least_left_[i] = least_left_[i + 1] + (values[i] < 0 ? values[i] : 0);
    }
  }

  void from(std::size_t at, std::int64_t wanted) {
    if (found_.size() >= most_) return;
    if (wanted > most_left_[at] || wanted < least_left_[at]) return;  // out of reach
    if (at == values_.size()) {
      if (chosen_.size() >= 2) found_.push_back(chosen_);
      return;
    }
    chosen_.push_back(at);
    from(at + 1, wanted - values_[at]);
    chosen_.pop_back();
    from(at + 1, wanted);
  }

  std::vector<std::vector<std::size_t>> found() && { return std::move(found_); }

 private:
  std::span<const std::int64_t> values_;
  std::size_t most_;
  std::vector<std::int64_t> most_left_, least_left_;
  std::vector<std::size_t> chosen_;
  std::vector<std::vector<std::size_t>> found_;
};

}  // namespace

std::vector<std::vector<std::size_t>> subsets_summing_to(std::span<const std::int64_t> values,
                                                         std::int64_t target, std::size_t most) {
  Search search{values, most};
  search.from(0, target);
  return std::move(search).found();
}

}  // namespace reconcile
