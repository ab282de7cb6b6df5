/* text/: a card's picture to lines of words, and the payloads of its QR codes.
 * text_ocr.c alone knows Tesseract, text_qr.c alone knows zbar. */
#pragma once

#include "base/base.h"
#include "print/print.h"

typedef struct CcOcr CcOcr;

/* LANGUAGES: Tesseract's names joined by "+", NULL for the default; English is added where none of
 * them is written in Latin letters, as e-mails and web addresses are.  Loads the models once, a
 * large one not before it is needed; the engine serves one thread.  CARDCAT_ERROR_MISSING names the
 * Debian package to install. */
CcOcr *cc_ocr_new(const char *languages, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cc_ocr_free(CcOcr *ocr);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcOcr, cc_ocr_free)
/* Begins to load in a thread what is not loaded yet; who needs it waits for it. */
void cc_ocr_load(CcOcr *ocr);
/* Everything is loaded when it is back, and no thread runs any more. */
void cc_ocr_wait(CcOcr *ocr);

/* BUDGET (borrowed; NULL: none) is asked before each line of print, and at each word of a picture;
 * once it is spent nothing more is read. */
void cc_ocr_set_budget(CcOcr *ocr, CcBudget *budget);

/* The folder from which models are loaded, borrowed. */
const char *cc_ocr_folder(CcOcr *ocr);

/* Half turns (0 or 1) that a card needs for its PRINT to stand on its feet, from reading its best
 * lines both ways. */
int cc_text_half_turns(CcOcr *ocr, const CcPrint *print);

/* PRINT's lines in reading order: CardcatLine*, owned.  Empty when there is no text.  UNUSED gets
 * (CardcatUnused*) the readings that gave way to others of the same print, and large print that was
 * read as no word. */
GPtrArray *cc_text_read(CcOcr *ocr, const CcPrint *print, CcKeep *keep, GPtrArray *unused);

/* Letters and digits of LINE. */
int cc_text_count_letters(const CardcatLine *line);

/* Opens what Tesseract prints into, for a process that can open nothing later. */
void cc_ocr_prepare(void);
/* Opens what cc_qr_read() needs of the system, for a process that can open nothing later. */
void cc_qr_prepare(void);
/* Payloads of the codes on a picture (grey or RGB): char*, cleaned, owned.  Empty when none. */
GPtrArray *cc_qr_read(const CcRaster *picture);

/* As cardcat_languages_check(). */
gboolean cc_languages_check(const char *languages, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- for the doctor ------------------------------------------------------------------------ */

const char *cc_ocr_version(void); /* Tesseract's, borrowed */
/* The languages in use, joined by "+", borrowed. */
const char *cc_ocr_languages(CcOcr *ocr);
char *cc_qr_version(void); /* zbar's, owned */
