/* Which pages there are. */
#include "page/pages/pages.h"

const CcRoute *const cc_pages_routes[] = {
    cc_routes_assets,      cc_routes_layout,    cc_routes_review,
    cc_routes_queue,       cc_routes_picture,   cc_routes_portrait,
    cc_routes_contacts,    cc_routes_contact,   cc_routes_contact_edit,
    cc_routes_contact_new, cc_routes_set_aside, cc_routes_export,
    cc_routes_duplicates,  cc_routes_meetings,  cc_routes_merge,
    cc_routes_follow_ups,  cc_routes_touch,     cc_routes_promises,
    cc_routes_letter,      cc_routes_jobs,      cc_routes_add,
    cc_routes_sides,       cc_routes_spot,      cc_routes_known,
    cc_routes_groups,      cc_routes_wants,     cc_routes_introduce,
    cc_routes_again,       cc_routes_photo,     NULL,
};
