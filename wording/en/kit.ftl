# Shared texts of the components: frame, lists, forms, messages, pictures.

kit-product = Förderkette
kit-skip-to-content = Skip to content
kit-nav = Main menu
kit-nav-more = More
kit-breadcrumb = You are here
kit-footer = Legal information and help
kit-help = Help
kit-accessibility = Accessibility
kit-privacy = Privacy
kit-imprint = Legal notice
kit-logout = Log out
kit-open-tasks = open tasks
kit-search = Search
kit-search-label = Search for a name, file number or course
kit-search-example = Name, file number, course
kit-language = Language
kit-theme = Brightness
kit-theme-device = Automatic
kit-theme-light = Light
kit-theme-dark = Dark
kit-density = Row height
kit-density-compact = Compact
kit-density-roomy = Roomy
kit-keys = Keyboard shortcuts
kit-keys-on = Shortcuts on
kit-keys-off = Shortcuts off

kit-busy-before = { $seconds ->
        [one] The search takes at most one second; after it the plan is checked and explained.
       *[other] The search takes at most { $seconds } seconds; after it the plan is checked and explained.
    }
kit-busy-before-open = The search takes some seconds.
kit-busy-during = { $seconds ->
        [one] A plan is being searched, at most one second …
       *[other] A plan is being searched, at most { $seconds } seconds …
    }
kit-busy-during-open = A plan is being searched …
kit-busy-late = The plan is being checked and explained …
kit-save = Save
kit-cancel = Cancel
kit-undo = Undo
kit-optional = (optional)
kit-please-choose = Please choose
kit-all = All
kit-error = Error:
kit-error-summary =
    { $count ->
        [one] One entry needs your attention
       *[other] { $count } entries need your attention
    }
kit-date-hint = For example 26.11.2026; 2611 is enough.
kit-time-hint = For example 9:30; 930 is enough.
kit-draft-saved = Draft saved at
kit-draft-failed = The draft could not be saved. Please save it yourself.
kit-no-entry = no entry
kit-hidden-value = Not visible for your role

kit-filter = Narrow the list
kit-filter-apply = Show
kit-filter-more = More filters
kit-filter-saved = Views:
kit-filter-set = Filters in use
kit-filter-remove = remove
kit-filter-reset = Show all entries
kit-nothing-found = No entries match this selection.
kit-found =
    { $count ->
        [one] 1 entry
       *[other] { $count } entries
    }
kit-select = Selection
kit-select-page = Select all rows of this page
kit-select-row = Select { $name }
kit-select-all-found =
    { $total ->
        [one] Take the entry found
       *[other] Take all { $total } entries found
    }
kit-selected = selected
kit-pager = Pages
kit-pager-range = { $first } to { $last } of { $total }
kit-pager-page = Page { $page }
kit-pager-previous = Previous
kit-pager-next = Next

kit-stage-done = Done
kit-stage-current = Now
kit-stage-late = Overdue
kit-stage-ahead = Still to come
kit-stage-blank = No entry
kit-stage-hidden = Hidden
kit-wait = To the next step:
kit-wait-open = Waiting since then:
kit-wait-late = Too long:
kit-older-events = { $count ->
    [one] 1 older event
   *[other] { $count } older events
}
kit-event-kinds = Show one kind only

kit-what-next = What happens next?
kit-conflict-intro = { $who } saved these entries on { $when } while you were working on them. Please choose for each row which one is to stand.
kit-conflict-caption = Entries changed by two people
kit-conflict-field = Entry
kit-conflict-before = Before
kit-conflict-mine = Your entry
kit-conflict-theirs = Saved meanwhile
kit-conflict-keep-mine = { $field }: keep your entry
kit-conflict-keep-theirs = { $field }: keep the saved entry
kit-conflict-save = Save selection

kit-chart-numbers = Figures as a table
kit-chart-as-of = As of { $date }
kit-chart-definition = What counts here?
kit-chart-list = To the list
kit-chart-month = Month
kit-gantt-course = Course
kit-gantt-place = Row
kit-gantt-start = Start
kit-gantt-end = End
kit-gantt-taken = Taken
kit-gantt-seats = Seats
kit-gantt-planned = planned
kit-gantt-legend = Bar: duration. Lower strip: seats taken. Hatched: full. Broken edge: planned. Vertical line: today.
kit-flow-from = From
kit-flow-to = To
kit-flow-people = People
kit-contested = Somebody else has saved these entries meanwhile. What you typed is still there; where it differs, the stored value stands at the field. Please check and save again.
kit-contested-field = Saved meanwhile: { $stored }
kit-yes = Yes
kit-no = No
