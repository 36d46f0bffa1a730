// A notional budget beside the direct payment: visits that the commissioner buys and pays itself.
// No statement shows them, so they must change nothing of what the lines and findings say.
#include "bench/accuracy/calendar.hpp"
#include "bench/accuracy/world.hpp"

namespace accuracy {

void deliver_services(Story& story) {
  auto& person = story.person;
  if (!story.random.chance(10) || !person.died.empty()) return;
  const Pence price = story.random.between(1900, 2700);
  const auto hours = story.random.between(2, 14);
  const auto amount = pounds(price * hours * 54);
  person.notional =
      "\n[[budget]]\nref = \"2025n\"\ndeployment = \"notional\"\nstream = \"health\"\n"
      "funder = \"NHS Trentshire ICB\"\nfrom = 2025-04-01\nto = 2026-03-31\nagreed = \"" +
      amount +
      "\"\ncontingency = \"0.00\"\nagreed_on = 2025-03-20\nagreed_by = [\"A. Person\"]\n"
      "\n[[budget.line]]\nref = \"nursing\"\ncategory = \"other\"\noutcome = \"Nursing at home\"\n"
      "amount = \"" +
      amount +
      "\"\npayees = [\"QUAYSIDE NURSES\"]\n\n[[service]]\nbudget = \"2025n\"\nref = \"visits\"\n"
      "line = \"nursing\"\nprovider = \"Quayside Nurses\"\nkind = \"spot\"\nunit = \"hour\"\n"
      "price = \"" +
      pounds(price) + "\"\nquantity = \"" + std::to_string(hours) +
      "\"\nevery = \"week\"\nfrom = 2025-04-01\n";
  std::string rows = "person,service,from,to,quantity,status,note\n";
  for (auto from = first_day(); plus_days(from, 6) <= as_of(); from = plus_days(from, 7)) {
    const bool missed = story.random.chance(4);
    rows += person.ref + ",visits," + text(from) + "," + text(plus_days(from, 6)) + "," +
            std::to_string(hours) + "," + (missed ? "missed" : "delivered") + ",\n";
  }
  person.files.push_back({person.ref + "-deliveries.csv", "delivery", {}, rows});
}

}  // namespace accuracy
