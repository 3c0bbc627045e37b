// SPDX-License-Identifier: Apache-2.0
/// \file
/// The containers of claim.hpp.
#include "reference/check/claim.hpp"

template class std::vector<attest::check::Line>;
template class std::vector<attest::check::Series>;
template class std::vector<attest::check::RunResult>;
