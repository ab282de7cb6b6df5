/* What libphonenumber knows of a number, for C. */
#include "fields/grammar/phone_number.h"

#include <phonenumbers/phonenumberutil.h>

#include <string.h>

#include <string>

/* libphonenumber for Java takes no longer text, by its own MAX_INPUT_STRING_LENGTH; what it takes
 * here grows with the square of that. */
#define TEXT_BYTES_MAX 250

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

static CcNumberType number_type(const PhoneNumberUtil &util, const PhoneNumber &number) {
  switch (util.GetNumberType(number)) {
    case PhoneNumberUtil::MOBILE:
      return CC_NUMBER_MOBILE;
    case PhoneNumberUtil::FIXED_LINE:
    case PhoneNumberUtil::TOLL_FREE:
    case PhoneNumberUtil::SHARED_COST:
    case PhoneNumberUtil::UAN:
    case PhoneNumberUtil::VOIP:
      return CC_NUMBER_FIXED;
    default:
      return CC_NUMBER_UNKNOWN;
  }
}

extern "C" CcNumber cc_number_parse(const char *text, const char *region) {
  CcNumber result = {CC_NUMBER_BAD, CC_NUMBER_UNKNOWN, "", ""};
  if (strlen(text) > TEXT_BYTES_MAX) return result;
  const PhoneNumberUtil &util = *PhoneNumberUtil::GetInstance();
  PhoneNumber number;
  std::string home = region && *region ? region : "ZZ";
  if (util.Parse(text, home, &number) != PhoneNumberUtil::NO_PARSING_ERROR) return result;
  if (!util.IsPossibleNumber(number)) return result;
  result.check = CC_NUMBER_POSSIBLE;
  std::string dialled;
  util.GetRegionCodeForCountryCode(number.country_code(), &dialled);
  if (dialled.size() == 2) g_strlcpy(result.region, dialled.c_str(), sizeof result.region);
  if (!util.IsValidNumber(number)) return result;
  result.check = CC_NUMBER_VALID;
  result.type = number_type(util, number);
  std::string e164, country;
  util.Format(number, PhoneNumberUtil::E164, &e164);
  util.GetRegionCodeForNumber(number, &country);
  g_strlcpy(result.e164, e164.c_str(), sizeof result.e164);
  if (country.size() == 2) g_strlcpy(result.region, country.c_str(), sizeof result.region);
  return result;
}
