// How a bank shows a name, the noisier the worse.
#pragma once

#include "bench/accuracy/world.hpp"

namespace accuracy {

std::string upper(std::string_view text);  ///< capitals without accents
std::string show_person(Random& random, Noise noise, const std::string& name);
std::string show_firm(Random& random, Noise noise, const std::string& name);
/// A payment by card: with the words that banks put around the merchant.
std::string show_card(Random& random, Noise noise, const std::string& name, Date date);
std::string wage_reference(Random& random, Noise noise, Date date);

}  // namespace accuracy
