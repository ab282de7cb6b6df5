/* The model of all Latin script takes the cedilla of a Turkish card for a Romanian comma now and
 * then: a card has one of the two. */
#include "text/ocr.h"

#include <string.h>

/* The letters as each alphabet has them; two bytes each. */
static const char *const pairs[][2] = {{"Ș", "Ş"}, {"ș", "ş"}, {"Ț", "Ţ"}, {"ț", "ţ"}};

typedef struct {
  guint commas, cedillas;
} Letters;

static void count(const char *text, Letters *letters) {
  for (guint i = 0; i < G_N_ELEMENTS(pairs); i++) {
    for (const char *p = strstr(text, pairs[i][0]); p; p = strstr(p + 2, pairs[i][0]))
      letters->commas++;
    for (const char *p = strstr(text, pairs[i][1]); p; p = strstr(p + 2, pairs[i][1]))
      letters->cedillas++;
  }
}

static void set_cedillas(char *text) {
  for (guint i = 0; i < G_N_ELEMENTS(pairs); i++)
    for (char *p = strstr(text, pairs[i][0]); p; p = strstr(p + 2, pairs[i][0]))
      memcpy(p, pairs[i][1], 2);
}

void text_one_alphabet(const GPtrArray *lines) {
  Letters letters = {0};
  for (guint i = 0; i < lines->len; i++)
    count(((const CardcatLine *)lines->pdata[i])->text, &letters);
  if (letters.commas == 0 || letters.cedillas < letters.commas) return;
  for (guint i = 0; i < lines->len; i++) {
    const CardcatLine *line = lines->pdata[i];
    set_cedillas(line->text);
    for (guint k = 0; k < line->alternatives->len; k++)
      set_cedillas(line->alternatives->pdata[k]);
    for (guint k = 0; k < line->words->len; k++)
      set_cedillas(((const CardcatWord *)line->words->pdata[k])->text);
  }
}
