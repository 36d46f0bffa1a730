// What the payment run and its remittances tell of a payment alike.
#pragma once

#include "reports/json_text.hpp"
#include "reports/payment_run.hpp"

#include <string>

namespace reports {

/// Why it is not the whole, or not now; of what is not due any more, what to do.
std::string remark(const PaymentRow& row);
/// All that both say of it.
JsonObject payment_object(const PaymentRow& row);

}  // namespace reports
