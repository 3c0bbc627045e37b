// SPDX-License-Identifier: Apache-2.0
/// \file
/// The containers of containers.hpp.
#include "reference/number/containers.hpp"

template class std::vector<int>;
template class std::vector<std::int64_t>;
template class std::vector<std::string>;
template class std::vector<std::pair<int, int>>;
template class std::vector<std::pair<std::int64_t, std::int64_t>>;
template class std::vector<attest::Integer>;
template class std::vector<attest::Rational>;
template class std::map<std::string, std::int64_t>;
template class std::map<std::string, std::string>;
template class std::vector<std::vector<attest::Integer>>;
template class std::vector<std::vector<attest::Rational>>;
