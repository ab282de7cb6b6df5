/* What the columns of a CSV file are: by our own names, Google's, Outlook's, or as it is said. */
#include "input/columns.h"

#include <string.h>

/* ---- names ---------------------------------------------------------------------------------- */

typedef struct {
  const char *name; /* lower case */
  CcIs is;
  guint group;
  CardcatPhoneType type;
} Known;

/* Those of cardcat; --map has the same. */
static const Known own[] = {
    {"name", IS_FULL},
    {"prefix", IS_PREFIX},
    {"given", IS_GIVEN},
    {"middle", IS_MIDDLE},
    {"family", IS_FAMILY},
    {"suffix", IS_SUFFIX},
    {"pronouns", IS_PRONOUNS},
    {"organization", IS_ORGANIZATION},
    {"department", IS_DEPARTMENT},
    {"title", IS_TITLE},
    {"email", IS_EMAIL},
    {"work_phone", IS_PHONE, 0, CARDCAT_PHONE_WORK},
    {"mobile_phone", IS_PHONE, 0, CARDCAT_PHONE_MOBILE},
    {"fax", IS_PHONE, 0, CARDCAT_PHONE_FAX},
    {"home_phone", IS_PHONE, 0, CARDCAT_PHONE_HOME},
    {"other_phone", IS_PHONE, 0, CARDCAT_PHONE_OTHER},
    {"url", IS_URL},
    {"address", IS_ADDRESS},
    {"street", IS_STREET},
    {"postcode", IS_POSTCODE},
    {"locality", IS_LOCALITY},
    {"region", IS_REGION},
    {"country", IS_COUNTRY},
    {"also_printed", IS_PRINTED},
    {"event", IS_EVENT},
    {"met_on", IS_MET_ON},
    {"introduced_by", IS_INTRODUCED_BY},
    {"tags", IS_TAGS},
    {"groups", IS_GROUPS},
    {"event_place", IS_EVENT_PLACE},
    {"event_starts", IS_EVENT_STARTS},
    {"event_ends", IS_EVENT_ENDS},
    {"event_group", IS_EVENT_GROUP},
    {"note", IS_NOTE},
    {"follow_up", IS_FOLLOW_UP},
    {"uid", IS_UID},
    {"changed", IS_CHANGED},
    {"earlier_meetings", IS_EARLIER},
    {"-", IS_NOTHING},
};

/* Of Google's and Outlook's, and what others call the same. */
static const Known others[] = {
    {"first name", IS_GIVEN},
    {"given name", IS_GIVEN},
    {"middle name", IS_MIDDLE},
    {"additional name", IS_MIDDLE},
    {"last name", IS_FAMILY},
    {"family name", IS_FAMILY},
    {"full name", IS_FULL},
    {"name prefix", IS_PREFIX},
    {"name suffix", IS_SUFFIX},
    {"company", IS_ORGANIZATION},
    {"organization name", IS_ORGANIZATION},
    {"organization title", IS_TITLE},
    {"organization department", IS_DEPARTMENT},
    {"organization 1 - name", IS_ORGANIZATION},
    {"organization 1 - title", IS_TITLE},
    {"organization 1 - department", IS_DEPARTMENT},
    {"job title", IS_TITLE},
    {"e-mail", IS_EMAIL},
    {"e-mail address", IS_EMAIL},
    {"email address", IS_EMAIL},
    {"e-mail 2 address", IS_EMAIL},
    {"e-mail 3 address", IS_EMAIL},
    {"phone", IS_PHONE, 0, CARDCAT_PHONE_WORK},
    {"business phone", IS_PHONE, 0, CARDCAT_PHONE_WORK},
    {"business phone 2", IS_PHONE, 0, CARDCAT_PHONE_WORK},
    {"company main phone", IS_PHONE, 0, CARDCAT_PHONE_WORK},
    {"mobile phone", IS_PHONE, 0, CARDCAT_PHONE_MOBILE},
    {"car phone", IS_PHONE, 0, CARDCAT_PHONE_MOBILE},
    {"callback", IS_PHONE, 0, CARDCAT_PHONE_OTHER},
    {"isdn", IS_PHONE, 0, CARDCAT_PHONE_OTHER},
    {"radio phone", IS_PHONE, 0, CARDCAT_PHONE_OTHER},
    {"home phone", IS_PHONE, 0, CARDCAT_PHONE_HOME},
    {"home phone 2", IS_PHONE, 0, CARDCAT_PHONE_HOME},
    {"other phone", IS_PHONE, 0, CARDCAT_PHONE_OTHER},
    {"primary phone", IS_PHONE, 0, CARDCAT_PHONE_OTHER},
    {"business fax", IS_PHONE, 0, CARDCAT_PHONE_FAX},
    {"home fax", IS_PHONE, 0, CARDCAT_PHONE_FAX},
    {"other fax", IS_PHONE, 0, CARDCAT_PHONE_FAX},
    {"web page", IS_URL},
    {"website", IS_URL},
    {"personal web page", IS_URL},
    {"referred by", IS_INTRODUCED_BY},
    {"business street", IS_STREET, 0},
    {"business city", IS_LOCALITY, 0},
    {"business state", IS_REGION, 0},
    {"business postal code", IS_POSTCODE, 0},
    {"business street 2", IS_STREET_MORE, 0},
    {"business street 3", IS_STREET_MORE, 0},
    {"business address po box", IS_STREET_MORE, 0},
    {"business country/region", IS_COUNTRY, 0},
    {"business country", IS_COUNTRY, 0},
    {"home street", IS_STREET, 1},
    {"home city", IS_LOCALITY, 1},
    {"home state", IS_REGION, 1},
    {"home postal code", IS_POSTCODE, 1},
    {"home street 2", IS_STREET_MORE, 1},
    {"home street 3", IS_STREET_MORE, 1},
    {"home address po box", IS_STREET_MORE, 1},
    {"home country/region", IS_COUNTRY, 1},
    {"home country", IS_COUNTRY, 1},
    {"other street", IS_STREET, 2},
    {"other city", IS_LOCALITY, 2},
    {"other state", IS_REGION, 2},
    {"other postal code", IS_POSTCODE, 2},
    {"other street 2", IS_STREET_MORE, 2},
    {"other street 3", IS_STREET_MORE, 2},
    {"other address po box", IS_STREET_MORE, 2},
    {"other country/region", IS_COUNTRY, 2},
    {"other country", IS_COUNTRY, 2},
    /* Thunderbird's. */
    {"display name", IS_FULL},
    {"primary email", IS_EMAIL},
    {"secondary email", IS_EMAIL},
    {"work phone", IS_PHONE, 0, CARDCAT_PHONE_WORK},
    {"mobile number", IS_PHONE, 0, CARDCAT_PHONE_MOBILE},
    {"fax number", IS_PHONE, 0, CARDCAT_PHONE_FAX},
    {"pager number", IS_PHONE, 0, CARDCAT_PHONE_OTHER},
    {"web page 1", IS_URL},
    {"web page 2", IS_URL},
    {"work address", IS_STREET, 0},
    {"work address 2", IS_STREET_MORE, 0},
    {"work city", IS_LOCALITY, 0},
    {"work state", IS_REGION, 0},
    {"work zipcode", IS_POSTCODE, 0},
    {"work country", IS_COUNTRY, 0},
    {"home address", IS_STREET, 1},
    {"home address 2", IS_STREET_MORE, 1},
    {"home zipcode", IS_POSTCODE, 1},
    {"notes", IS_NOTE},
    {"labels", IS_TAGS},
    {"categories", IS_TAGS},
    {"group membership", IS_TAGS},
    /* What follows from others, or is no person's. */
    {"e-mail type", IS_NOTHING},
    {"e-mail 2 type", IS_NOTHING},
    {"e-mail 3 type", IS_NOTHING},
    {"e-mail display name", IS_NOTHING},
    {"e-mail 2 display name", IS_NOTHING},
    {"e-mail 3 display name", IS_NOTHING},
    {"initials", IS_NOTHING},
    {"file as", IS_NOTHING},
    {"photo", IS_NOTHING},
    {"card", IS_NOTHING},
    {"id", IS_NOTHING},
    {"priority", IS_NOTHING},
    {"private", IS_NOTHING},
    {"sensitivity", IS_NOTHING},
    {"subject", IS_NOTHING},
    {"directory server", IS_NOTHING},
    {"internet free busy", IS_NOTHING},
};

/* "Phone 2 - Value" of Google's: what, which of them, and what of it. */
static const struct {
  const char *kind, *part;
  CcIs is;
  CcPair pair;
} numbered[] = {
    {"e-mail ", "value", IS_EMAIL},
    {"phone ", "value", IS_PHONE},
    {"phone ", "label", IS_PHONE_LABEL},
    {"phone ", "type", IS_PHONE_LABEL},
    {"website ", "value", IS_URL},
    {"e-mail ", "label", IS_NOTHING},
    {"e-mail ", "type", IS_NOTHING},
    {"website ", "label", IS_NOTHING},
    {"website ", "type", IS_NOTHING},
    {"address ", "label", IS_NOTHING},
    {"address ", "type", IS_NOTHING},
    {"organization ", "type", IS_NOTHING},
    {"event ", "label", IS_PAIR_LABEL, CC_PAIR_EVENT},
    {"event ", "type", IS_PAIR_LABEL, CC_PAIR_EVENT},
    {"event ", "value", IS_PAIR, CC_PAIR_EVENT},
    {"relation ", "label", IS_PAIR_LABEL, CC_PAIR_RELATION},
    {"relation ", "type", IS_PAIR_LABEL, CC_PAIR_RELATION},
    {"relation ", "value", IS_PAIR, CC_PAIR_RELATION},
    {"custom field ", "label", IS_PAIR_LABEL, CC_PAIR_CUSTOM},
    {"custom field ", "type", IS_PAIR_LABEL, CC_PAIR_CUSTOM},
    {"custom field ", "value", IS_PAIR, CC_PAIR_CUSTOM},
    {"im ", "type", IS_NOTHING},
    {"im ", "service", IS_PAIR_LABEL, CC_PAIR_IM},
    {"im ", "value", IS_PAIR, CC_PAIR_IM},
    {"address ", "formatted", IS_FORMATTED},
    {"address ", "po box", IS_STREET_MORE},
    {"address ", "extended address", IS_STREET_MORE},
    {"address ", "street", IS_STREET},
    {"address ", "city", IS_LOCALITY},
    {"address ", "region", IS_REGION},
    {"address ", "postal code", IS_POSTCODE},
    {"address ", "country", IS_COUNTRY},
};

static gboolean find(const Known *all, guint count, const char *name, CcColumn *column) {
  for (guint i = 0; i < count; i++)
    if (g_str_equal(all[i].name, name)) {
      *column = (CcColumn){.is = all[i].is, .group = all[i].group, .type = all[i].type};
      return TRUE;
    }
  return FALSE;
}

static gboolean find_numbered(const char *name, CcColumn *column) {
  for (guint i = 0; i < G_N_ELEMENTS(numbered); i++) {
    const char *kind = numbered[i].kind;
    const char *digit = g_str_has_prefix(name, kind) ? name + strlen(kind) : "";
    if (*digit < '1' || *digit > '9' || !g_str_has_prefix(digit + 1, " - ") ||
        !g_str_equal(digit + 4, numbered[i].part))
      continue;
    *column = (CcColumn){.is = numbered[i].is,
                         .group = (guint)(*digit - '0'),
                         .type = CARDCAT_PHONE_OTHER,
                         .pair = numbered[i].pair};
    return TRUE;
  }
  return FALSE;
}

/* Of a file of OTHERS' nothing is lost: what has no place becomes a line of the note.  LOWER is
 * what NAME is looked up by, NUMBER that of the column. */
static CcColumn column_of(const char *name, const char *lower, guint number, CardcatFormat whose) {
  g_autofree char *clean = cc_text_clean(name, -1, CC_TEXT_MAX);
  CcColumn column = {.is = IS_NOTHING, .type = CARDCAT_PHONE_OTHER};
  /* What comes before the name there is a title elsewhere. */
  if (whose == CARDCAT_FORMAT_OUTLOOK && g_str_equal(lower, "title"))
    column.is = IS_PREFIX;
  else if (!find(own, G_N_ELEMENTS(own), lower, &column) &&
           !find(others, G_N_ELEMENTS(others), lower, &column) && !find_numbered(lower, &column)) {
    column.is = *clean && whose != CARDCAT_FORMAT_CSV ? IS_MORE : IS_UNKNOWN;
    column.name = *clean ? g_steal_pointer(&clean) : g_strdup_printf("column %u", number);
  }
  return column;
}

/* ---- --map ---------------------------------------------------------------------------------- */

static gboolean map_one(CcColumns *columns, const GPtrArray *header, const char *map,
                        GError **error) {
  const char *equals = strrchr(map, '=');
  CcColumn column;
  if (!equals || !find(own, G_N_ELEMENTS(own), equals + 1, &column)) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                "--map: '%s' is not COLUMN=FIELD with a field such as organization", map);
    return FALSE;
  }
  g_autofree char *name = g_strndup(map, (gsize)(equals - map));
  for (guint i = 0; i < header->len; i++)
    if (g_str_equal(header->pdata[i], name)) {
      g_free(g_array_index(columns->columns, CcColumn, i).name);
      g_array_index(columns->columns, CcColumn, i) = column;
      return TRUE;
    }
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "--map: there is no column '%s'", name);
  return FALSE;
}

static gboolean is_any_known(const CcColumns *columns) {
  for (guint i = 0; i < columns->columns->len; i++) {
    CcIs is = g_array_index(columns->columns, CcColumn, i).is;
    if (is != IS_NOTHING && is != IS_MORE && is != IS_UNKNOWN) return TRUE;
  }
  return FALSE;
}

/* Whose such columns are.  Who has no e-mails has none of their columns in Google's either. */
static CardcatFormat format_of(const char *const *names) {
  static const char *const googles[] = {"e-mail 1 - value", "phone 1 - value", "address 1 - street",
                                        "group membership", "organization name"};
  if (g_strv_contains(names, "e-mail address")) return CARDCAT_FORMAT_OUTLOOK;
  for (guint i = 0; i < G_N_ELEMENTS(googles); i++)
    if (g_strv_contains(names, googles[i])) return CARDCAT_FORMAT_GOOGLE;
  return CARDCAT_FORMAT_CSV;
}

static void column_clear(gpointer column) {
  g_free(((CcColumn *)column)->name);
}

void cc_columns_restrict(CcColumns *ours, const CcColumns *columns) {
  gboolean has[CC_PAIRS] = {FALSE}, has_note = FALSE, has_earlier = FALSE;
  for (guint i = 0; i < columns->columns->len; i++) {
    const CcColumn *column = &g_array_index(columns->columns, CcColumn, i);
    if (column->is == IS_PAIR) has[column->pair] = TRUE;
    has_note = has_note || column->is == IS_NOTE;
    has_earlier = has_earlier || column->is == IS_EARLIER;
  }
  for (guint i = 0; i < ours->columns->len; i++) {
    CcColumn *column = &g_array_index(ours->columns, CcColumn, i);
    if ((column->is == IS_PAIR && !has[column->pair]) || (column->is == IS_NOTE && !has_note) ||
        (column->is == IS_EARLIER && !has_earlier))
      column->is = IS_NOTHING;
  }
}

CcColumns *cc_columns_new(const GPtrArray *header, const char *const *map, GError **error) {
  g_autoptr(CcColumns) out = g_new0(CcColumns, 1);
  g_auto(GStrv) names = cc_columns_names(header);
  out->format = format_of((const char *const *)names);
  out->columns = g_array_new(FALSE, TRUE, sizeof(CcColumn));
  g_array_set_clear_func(out->columns, column_clear);
  for (guint i = 0; i < header->len; i++) {
    CcColumn column = column_of(header->pdata[i], names[i], i + 1, out->format);
    g_array_append_val(out->columns, column);
  }
  for (guint i = 0; map && map[i]; i++)
    if (!map_one(out, header, map[i], error)) return NULL;
  if (is_any_known(out)) return g_steal_pointer(&out);
  g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_INPUT,
                      "its first line names no column that is known: say what they are with --map");
  return NULL;
}

/* A record's cells beyond the header's are of columns without a name. */
static void add_columns(CcColumns *columns, guint count) {
  for (guint i = columns->columns->len; i < count; i++) {
    CcColumn column = column_of("", "", i + 1, CARDCAT_FORMAT_CSV);
    g_array_append_val(columns->columns, column);
  }
}

void cc_columns_see(CcColumns *columns, const GPtrArray *record) {
  add_columns(columns, record->len);
  for (guint i = 0; i < MIN(columns->columns->len, record->len); i++) {
    CcColumn *column = &g_array_index(columns->columns, CcColumn, i);
    if (column->is != IS_UNKNOWN || column->has_value) continue;
    g_autofree char *text = cc_text_clean(record->pdata[i], -1, CC_TEXT_MAX);
    column->has_value = *text != '\0';
  }
}

GPtrArray *cc_columns_untaken(const CcColumns *columns) {
  GPtrArray *out = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; columns && i < columns->columns->len; i++) {
    const CcColumn *column = &g_array_index(columns->columns, CcColumn, i);
    if (column->has_value) g_ptr_array_add(out, g_strdup(column->name));
  }
  return out;
}

CardcatFormat cc_columns_format(const CcColumns *columns) {
  return columns->format;
}

void cc_columns_free(CcColumns *columns) {
  if (!columns) return;
  g_array_unref(columns->columns);
  g_free(columns);
}
