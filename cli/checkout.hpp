// SPDX-License-Identifier: Apache-2.0
/// \file
/// Where the checkout is: the folder whose ledger, reports and claims a command uses by default.
#pragma once

#include <filesystem>

namespace attest::cli {

/// The nearest folder that holds CMakeLists.txt and claims/: from the current folder upwards, else
/// from the program's own file upwards. \throws InputError checkout-missing
[[nodiscard]] std::filesystem::path checkout();

/// `.attest/ledger.db` of the checkout. \throws InputError checkout-missing
[[nodiscard]] std::filesystem::path default_ledger();

}  // namespace attest::cli
