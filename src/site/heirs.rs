//! Successors in time: those of a locality or organization.

use jiff::tz::TimeZone;

use crate::diagnostic::{Code, Diagnostic, Place, words};
use crate::value::When;

/// Something has successors because it has ended, and they live when it does.
pub(super) fn check_heirs(
    until: Option<When>,
    heirs: &[(&str, Option<When>)],
    place: Place,
    zone: &TimeZone,
    found: &mut Vec<Diagnostic>,
) {
    if heirs.is_empty() {
        return;
    }
    let Some(until) = until else {
        let message = words!(
            "có `successors` nhưng không có `until`: mục này vẫn còn tồn tại",
            "there are `successors` but no `until`: this one still exists"
        );
        let help = words!("ghi ngày cuối cùng: `until: …`", "write its last day: `until: …`");
        found.push(Diagnostic::warning(Code::SuccessorLife, place, message).help(help));
        return;
    };
    let last = until.day(zone);
    for (id, ended) in heirs {
        let Some(ended) = ended.map(|ended| ended.day(zone)).filter(|ended| *ended < last) else { continue };
        let message = words!(
            "đơn vị kế thừa `{id}` đã kết thúc ngày {ended}, trước mục này ({last})",
            "the successor `{id}` ended on {ended}, before this one ({last})"
        );
        let help = words!("sửa `until` của một trong hai", "mend the `until` of one of the two");
        found.push(Diagnostic::warning(Code::SuccessorLife, place.clone(), message).help(help));
    }
}
