/* What the helper program reads with, as bytes. */
#include "reader/reader.h"

static GVariant *pack_learned(const GPtrArray *learned) {
  GVariantBuilder builder;
  g_variant_builder_init(&builder, G_VARIANT_TYPE("a" CC_LEARNED));
  for (guint i = 0; learned && i < learned->len; i++) {
    const CardcatLearned *one = learned->pdata[i];
    g_variant_builder_add(&builder, CC_LEARNED, one->kind, one->text, one->organization, one->count,
                          one->corrected, one->last);
  }
  return g_variant_builder_end(&builder);
}

GBytes *cc_settings_pack(const CardcatReaderOptions *options, gboolean late,
                         const CcWorkerLimits *limits) {
  CardcatReaderOptions o = options ? *options : (CardcatReaderOptions){0};
  g_autoptr(GVariant) all = g_variant_ref_sink(
      g_variant_new("(s(buub)(msmsmsms)(bb)@a" CC_LEARNED ")", CARDCAT_VERSION, late,
                    limits->megabytes, limits->seconds, limits->no_sandbox, o.languages, o.region,
                    o.models_dir, o.keep_dir, o.no_pair, o.explain, pack_learned(o.learned)));
  return g_variant_get_data_as_bytes(all);
}
