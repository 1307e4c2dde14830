/** Who may sign in: `id` is the slug in the directory of Kenniskompas, `units` are the units whose knowledge they may see. */
export const colleagues = [
  { id: 'sanne-brouwer', name: 'Sanne Brouwer', role: 'reader', units: ['klantcontact'] },
  { id: 'lotte-van-dam', name: 'Lotte van Dam', role: 'editor', units: ['communicatie'] },
]
