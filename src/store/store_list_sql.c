/* The tables of a contact's lists: their statements are literals, no text becomes SQL. */
#include "store/store.h"

#define INSERT(table) "INSERT INTO " table " VALUES(?1, ?2, ?3)"
#define LOAD(table, columns)                                                                  \
  "SELECT p.id, " columns " FROM json_each(?1) j JOIN people p ON p.id = j.value JOIN " table \
  " x ON x.version = p.version ORDER BY p.id, x.position"

static const CcListSql lists[CARDCAT_FIELDS] = {
    [CARDCAT_FIELD_TITLES] = {INSERT("titles"), LOAD("titles", "x.title")},
    [CARDCAT_FIELD_EMAILS] = {NULL, LOAD("emails", "x.email")},
    [CARDCAT_FIELD_PHONES] = {NULL, LOAD("phones", "x.type, x.value, x.e164, x.extension")},
    [CARDCAT_FIELD_URLS] = {INSERT("urls"), LOAD("urls", "x.url")},
    [CARDCAT_FIELD_ADDRESSES] = {NULL, LOAD("addresses",
                                            "x.address, x.street, x.locality, "
                                            "x.region, x.postcode, x.country")},
    [CARDCAT_FIELD_NOTES] = {INSERT("notes"), LOAD("notes", "x.note")},
};

const CcListSql *cc_list_sql(CardcatField field) {
  return &lists[field];
}
