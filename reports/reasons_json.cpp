#include "reports/reasons_json.hpp"

#include "reports/wording.hpp"

namespace reports {
namespace {

using reconcile::Reason;
using reconcile::Rival;

Json reason_json(const Reason& reason) {
  return JsonObject{}
      .text("reason", reason.name)
      .text("value", reason.value)
      .text("text", reason.text)
      .done();
}

JsonObject rival_json(const Rival& rival) {
  JsonObject json;
  json.text("rule", rival.what.rule)
      .put("items", items_json(rival.what.items))
      .text("plan_line", rival.what.plan_line)
      .date("due", rival.due)
      .text("text", rival.text);
  return json;
}

}  // namespace

Json reasons_json(const std::vector<Reason>& reasons) {
  return json_array(reasons, reason_json);
}

Json fitting_json(const std::vector<Rival>& rivals) {
  return json_array(rivals, [](const Rival& rival) {
    return rival_json(rival)
        .put("agreed", reasons_json(rival.agreed))
        .put("against", reasons_json(rival.doubts))
        .done();
  });
}

Json lost_json(const std::vector<Rival>& rivals) {
  return json_array(rivals, [](const Rival& rival) {
    return rival_json(rival).put("against", reason_json(rival.against)).done();
  });
}

}  // namespace reports
